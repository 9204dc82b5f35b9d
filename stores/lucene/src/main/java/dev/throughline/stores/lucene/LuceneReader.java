package dev.throughline.stores.lucene;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Bucket;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.SignalCodec;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory;
import dev.throughline.stores.lucene.Reading.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;

/**
 * A store's folder read from outside, at any time, also while a collector writes it. Each read sees
 * the last commits and says up to when they are the whole truth. Changes nothing in the folder.
 * Thread-safe.
 */
public final class LuceneReader implements StoreReader, UserDirectory, ProcessReader {
  private final StoreFolder folder;
  private final SignalCodec codec;
  private final Map<Bucket, SharedReader> partitions =
      new TreeMap<>(Comparator.comparing(Bucket::toString));
  private boolean closed;

  private LuceneReader(StoreFolder folder, SignalCodec codec) {
    this.folder = folder;
    this.codec = codec;
  }

  /**
   * Opens a folder.
   *
   * @throws StoreRefused when it is not a store, or one of a newer version
   */
  public static LuceneReader open(Path dir, SignalCodec codec) throws IOException {
    LuceneNotices.silence();
    return new LuceneReader(StoreFolder.forReading(dir), codec);
  }

  @Override
  public String name() {
    return "lucene:" + folder.root();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public ReadResult read(Query query, Consumer<Signal> sink) {
    return Reading.read(this::snapshot, codec, Wanted.of(query), sink);
  }

  @Override
  public ReadResult readProcesses(Look look, Consumer<Signal> sink) {
    return Reading.read(this::snapshot, codec, Wanted.of(look), sink);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException when the folder cannot be read
   */
  @Override
  public UserPage users(TimeRange range, int limit) {
    try (Snapshot snapshot = snapshot()) {
      return new UserTally(codec, range).page(snapshot, limit);
    } catch (IOException e) {
      throw new UncheckedIOException(name() + ": " + e.getMessage(), e);
    }
  }

  private synchronized Snapshot snapshot() throws IOException {
    if (closed) {
      throw new IOException(name() + " is closed");
    }
    followFolder();
    // The commit that says how far the store is comes after those it speaks for, so these are
    // looked at (again) once it is known: a day may have begun meanwhile.
    Instant asOf = asOf();
    followFolder();
    return Snapshot.of(partitions, asOf, folder.keptSince());
  }

  private void followFolder() throws IOException {
    List<Bucket> present = folder.buckets();
    for (Bucket known : List.copyOf(partitions.keySet())) {
      if (!present.contains(known)) {
        Objects.requireNonNull(partitions.remove(known)).close();
      }
    }
    present.forEach(bucket -> partitions.computeIfAbsent(bucket, this::shared));
  }

  private SharedReader shared(Bucket bucket) {
    Path partition = folder.of(bucket);
    return new SharedReader(partition, () -> DirectoryReader.open(FSDirectory.open(partition)));
  }

  private Instant asOf() throws IOException {
    CommitStamp latest = CommitStamp.NONE;
    for (SharedReader partition : partitions.values()) {
      Optional<DirectoryReader> reader = partition.borrow();
      if (reader.isPresent()) {
        latest = latest.later(CommitStamp.of(reader.get().getIndexCommit().getUserData()));
        reader.get().decRef();
      }
    }
    return latest.asOf().equals(CommitStamp.CLOSED) ? Instant.now() : latest.asOf();
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      for (SharedReader partition : partitions.values()) {
        partition.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
