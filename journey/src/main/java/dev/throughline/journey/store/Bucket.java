package dev.throughline.journey.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The partition a record lives in: its day in UTC, or "old" for times that lie too far from the
 * moment of receipt, so that one sender with odd dates cannot create a thousand partitions. Depends
 * on nothing but the two times that the record itself carries, so it is the same on every delivery
 * from the queue.
 *
 * @param day null for the bucket of old records
 */
public record Bucket(@Nullable LocalDate day) {
  /** Where records go whose time is not believable for their receipt. */
  public static final Bucket OLD = new Bucket(null);

  private static final Duration BACK = Duration.ofDays(30);
  private static final Duration AHEAD = Duration.ofDays(1);

  public static Bucket of(Instant time, Instant receivedAt) {
    boolean believable =
        !time.isBefore(receivedAt.minus(BACK)) && !time.isAfter(receivedAt.plus(AHEAD));
    return believable ? new Bucket(LocalDate.ofInstant(time, ZoneOffset.UTC)) : OLD;
  }

  /** {@code 2026-11-22} or {@code old}. */
  @Override
  public String toString() {
    return day == null ? "old" : day.toString();
  }
}
