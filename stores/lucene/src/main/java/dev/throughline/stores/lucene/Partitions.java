package dev.throughline.stores.lucene;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Bucket;
import dev.throughline.journey.store.SignalCodec;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The partitions of the process that writes. Thread-safe. */
final class Partitions implements AutoCloseable {
  private final StoreFolder folder;
  private final SignalCodec codec;
  private final NavigableMap<Bucket, Partition> byBucket =
      new ConcurrentSkipListMap<>(Comparator.comparing(Bucket::toString));
  private final Partition.Opening opening;
  private volatile boolean closed;

  Partitions(StoreFolder folder, SignalCodec codec, Partition.Opening opening) throws IOException {
    this.folder = folder;
    this.codec = codec;
    this.opening = opening;
    load();
  }

  private void load() throws IOException {
    for (Bucket bucket : folder.buckets()) {
      byBucket.put(bucket, new Partition(bucket, folder.of(bucket), codec, opening));
    }
  }

  /** Goes back to what is committed. */
  synchronized void reopen() throws IOException {
    for (Partition partition : List.copyOf(byBucket.values())) {
      partition.close();
      byBucket.remove(partition.bucket());
    }
    load();
  }

  /** Synchronized with the removal of partitions, so that none is removed under a write. */
  synchronized boolean add(Bucket bucket, Signal signal) throws IOException {
    Partition partition = byBucket.get(bucket);
    if (partition == null) {
      partition = new Partition(bucket, folder.of(bucket), codec, opening);
      byBucket.put(bucket, partition);
    }
    return partition.add(signal);
  }

  Map<Bucket, SharedReader> readers() throws IOException {
    if (closed) {
      throw new IOException("lucene:" + folder.root() + " is closed");
    }
    Map<Bucket, SharedReader> readers = new LinkedHashMap<>();
    byBucket.forEach((bucket, partition) -> readers.put(bucket, partition.reader()));
    return readers;
  }

  /**
   * The partitions with news.
   *
   * @throws IOException when a partition lost its news, which then looks as if it had none
   */
  List<Partition> uncommitted() throws IOException {
    List<Partition> uncommitted =
        byBucket.values().stream().filter(Partition::hasUncommitted).toList();
    for (Partition partition : byBucket.values()) {
      partition.checkAlive();
    }
    return uncommitted;
  }

  Optional<Partition> newest() {
    return Optional.ofNullable(byBucket.lastEntry()).map(Map.Entry::getValue);
  }

  /** Removes the days that ended before a moment, and old records received before it. */
  synchronized List<Bucket> expire(Instant before) throws IOException {
    List<Bucket> dropped = new ArrayList<>();
    Partition old = byBucket.get(Bucket.OLD);
    if (old != null) {
      old.expire(before);
    }
    for (Bucket bucket : List.copyOf(byBucket.keySet())) {
      if (endedBefore(bucket, before)) {
        folder.keepSince(endOf(Objects.requireNonNull(bucket.day())));
        remove(bucket);
        dropped.add(bucket);
      }
    }
    return dropped;
  }

  private static boolean endedBefore(Bucket bucket, Instant moment) {
    LocalDate day = bucket.day();
    return day != null && !endOf(day).isAfter(moment);
  }

  private static Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private void remove(Bucket bucket) throws IOException {
    @Nullable Partition partition = byBucket.remove(bucket);
    if (partition != null) {
      partition.close();
      folder.drop(bucket);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    for (Partition partition : byBucket.values()) {
      partition.close();
    }
  }
}
