package dev.throughline.stores.lucene;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Bucket;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.SignalCodec;
import dev.throughline.journey.store.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * One read: walks the partitions, decodes the candidates of the index one by one and lets through
 * what the question itself says matches. Holds one record at a time, however many there are.
 */
final class Reading {
  private final SignalCodec codec;
  private final Wanted wanted;
  private final Consumer<Signal> sink;
  private long records;
  private boolean truncated;
  private long unreadable;
  private @Nullable String whyUnreadable;

  private Reading(SignalCodec codec, Wanted wanted, Consumer<Signal> sink) {
    this.codec = codec;
    this.wanted = wanted;
    this.sink = sink;
  }

  /**
   * What is read.
   *
   * @param candidates matches at least the records that are wanted
   * @param matches what decides
   * @param range all of it lies within
   */
  record Wanted(
      org.apache.lucene.search.Query candidates,
      Predicate<Signal> matches,
      TimeRange range,
      int limit) {

    static Wanted of(Query query) {
      return new Wanted(
          HandleQueries.anyOf(query.anyOf(), query.range()),
          signal ->
              query.range().contains(signal.time())
                  && query.anyOf().stream().anyMatch(handle -> handle.matches(signal)),
          query.range(),
          query.limit());
    }

    static Wanted of(Look look) {
      return new Wanted(ProcessQueries.of(look), look::matches, look.stays().span(), look.limit());
    }
  }

  /** Where a snapshot comes from. */
  interface Snapshots {
    Snapshot take() throws IOException;
  }

  static ReadResult read(
      Snapshots snapshots, SignalCodec codec, Wanted wanted, Consumer<Signal> sink) {
    Reading reading = new Reading(codec, wanted, sink);
    try (Snapshot snapshot = snapshots.take()) {
      reading.walk(snapshot);
      return reading.result(snapshot);
    } catch (IOException | AlreadyClosedException e) {
      return new ReadResult.Failed(reading.records, e.toString());
    }
  }

  private ReadResult result(Snapshot snapshot) {
    if (unreadable > 0) {
      return new ReadResult.Failed(
          records, unreadable + " records cannot be decoded, the first: " + whyUnreadable);
    }
    return new ReadResult.Answered(records, truncated, snapshot.asOf(), snapshot.keptSince());
  }

  private void walk(Snapshot snapshot) throws IOException {
    for (Map.Entry<Bucket, DirectoryReader> partition : snapshot.readers().entrySet()) {
      if (mayHold(partition.getKey(), wanted.range()) && !truncated) {
        walk(partition.getKey(), partition.getValue(), snapshot);
      }
    }
  }

  /** Whether a bucket can hold records of a range. */
  static boolean mayHold(Bucket bucket, TimeRange range) {
    LocalDate day = bucket.day();
    if (day == null) {
      return true;
    }
    Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = start.plus(Duration.ofDays(1));
    return range.from().isBefore(end) && !range.to().isBefore(start);
  }

  private void walk(Bucket bucket, DirectoryReader reader, Snapshot snapshot) throws IOException {
    IndexSearcher searcher = Snapshot.searcher(reader);
    org.apache.lucene.search.Query rewritten = searcher.rewrite(wanted.candidates());
    Weight weight = searcher.createWeight(rewritten, ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : reader.leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer != null) {
        walk(leaf, scorer.iterator(), bucket, snapshot);
      }
    }
  }

  private void walk(
      LeafReaderContext leaf, DocIdSetIterator candidates, Bucket bucket, Snapshot snapshot)
      throws IOException {
    Bits live = leaf.reader().getLiveDocs();
    StoredFields stored = leaf.reader().storedFields();
    for (int doc = candidates.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS && !truncated;
        doc = candidates.nextDoc()) {
      if (live == null || live.get(doc)) {
        Signal signal = decode(stored, doc);
        if (signal != null
            && wanted.matches().test(signal)
            && !isElsewhere(signal, bucket, snapshot)) {
          pass(signal);
        }
      }
    }
  }

  private @Nullable Signal decode(StoredFields stored, int doc) throws IOException {
    try {
      return Payload.decode(codec, stored, doc);
    } catch (IllegalArgumentException e) {
      unreadable++;
      whyUnreadable = whyUnreadable == null ? String.valueOf(e.getMessage()) : whyUnreadable;
      return null;
    }
  }

  /**
   * A record that was re-sent when its day was no longer believable is in the bucket of old records
   * and in its day's; the latter counts.
   */
  private static boolean isElsewhere(Signal signal, Bucket bucket, Snapshot snapshot)
      throws IOException {
    if (!bucket.equals(Bucket.OLD)) {
      return false;
    }
    long day = Math.floorDiv(IndexFields.nanos(signal.time()), Duration.ofDays(1).toNanos());
    DirectoryReader itsDay = snapshot.readers().get(new Bucket(LocalDate.ofEpochDay(day)));
    return itsDay != null
        && itsDay.docFreq(new Term(IndexFields.RECORD, IndexFields.term(signal.recordId().value())))
            > 0;
  }

  private void pass(Signal signal) {
    if (records == wanted.limit()) {
      truncated = true;
      return;
    }
    records++;
    sink.accept(signal);
  }
}
