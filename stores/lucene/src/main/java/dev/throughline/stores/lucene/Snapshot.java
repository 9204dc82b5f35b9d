package dev.throughline.stores.lucene;

import dev.throughline.journey.store.Bucket;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/** All partitions as they were at one moment; stays readable until closed. */
final class Snapshot implements AutoCloseable {
  private final SequencedMap<Bucket, DirectoryReader> readers;
  private final Instant asOf;
  private final @Nullable Instant keptSince;

  private Snapshot(
      SequencedMap<Bucket, DirectoryReader> readers, Instant asOf, @Nullable Instant keptSince) {
    this.readers = Collections.unmodifiableSequencedMap(readers);
    this.asOf = asOf;
    this.keptSince = keptSince;
  }

  /** Borrows a reader of each partition; none is kept when one fails. */
  static Snapshot of(
      Map<Bucket, SharedReader> partitions, Instant asOf, @Nullable Instant keptSince)
      throws IOException {
    SequencedMap<Bucket, DirectoryReader> borrowed = new LinkedHashMap<>();
    try {
      for (Map.Entry<Bucket, SharedReader> partition : partitions.entrySet()) {
        partition.getValue().borrow().ifPresent(r -> borrowed.put(partition.getKey(), r));
      }
    } catch (IOException e) {
      giveBack(borrowed.values());
      throw e;
    }
    return new Snapshot(borrowed, asOf, keptSince);
  }

  /** The moment up to which everything the store had received is in here. */
  Instant asOf() {
    return asOf;
  }

  /** The moment before which the store has removed what it held, or null. */
  @Nullable Instant keptSince() {
    return keptSince;
  }

  SequencedMap<Bucket, DirectoryReader> readers() {
    return readers;
  }

  /** Without Lucene's query cache: its memory is not bounded by anything a user of ours set. */
  static IndexSearcher searcher(DirectoryReader reader) {
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    return searcher;
  }

  @Override
  public void close() throws IOException {
    giveBack(readers.values());
  }

  private static void giveBack(Collection<DirectoryReader> readers) throws IOException {
    for (DirectoryReader reader : new ArrayList<>(readers)) {
      reader.decRef();
    }
  }
}
