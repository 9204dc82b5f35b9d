package dev.throughline.stores.lucene;

import java.time.Clock;
import java.time.Duration;

/**
 * How a store is kept.
 *
 * @param retention how long records are kept, at least one day: whole days by the day of their
 *     time, records with unbelievable times by their receipt
 * @param commitEvery how long written records may wait for the commit that makes them durable and
 *     visible to other processes, positive; half of what may be promised, as a commit itself takes
 *     time
 * @param minFreeBytes when less is free on the disk, the store pauses rather than fail half-way
 * @param clock tells what is too old, and stamps commits
 */
public record LuceneOptions(
    Duration retention, Duration commitEvery, long minFreeBytes, Clock clock) {

  /** 30 days, a commit each second, 128 MiB left free. */
  public static final LuceneOptions DEFAULT =
      new LuceneOptions(Duration.ofDays(30), Duration.ofSeconds(1), 128L << 20, Clock.systemUTC());

  public LuceneOptions {
    if (retention.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("retention " + retention + ", expected at least PT24H");
    }
    if (!commitEvery.isPositive()) {
      throw new IllegalArgumentException(
          "commit every " + commitEvery + ", expected more than nothing");
    }
  }

  public LuceneOptions withRetention(Duration value) {
    return new LuceneOptions(value, commitEvery, minFreeBytes, clock);
  }

  public LuceneOptions withCommitEvery(Duration value) {
    return new LuceneOptions(retention, value, minFreeBytes, clock);
  }

  public LuceneOptions withMinFreeBytes(long value) {
    return new LuceneOptions(retention, commitEvery, value, clock);
  }

  public LuceneOptions withClock(Clock value) {
    return new LuceneOptions(retention, commitEvery, minFreeBytes, value);
  }
}
