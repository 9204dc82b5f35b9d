package dev.throughline.journey.store;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time, both ends included. */
public record TimeRange(Instant from, Instant to) {
  /** All of time. */
  public static final TimeRange ALL = new TimeRange(Instant.MIN, Instant.MAX);

  public TimeRange {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "a time range from " + from + " to " + to + " ends before it starts");
    }
  }

  public boolean contains(Instant time) {
    return !time.isBefore(from) && !time.isAfter(to);
  }

  /** The same range, wider by a margin at both ends. */
  public TimeRange padded(Duration margin) {
    return new TimeRange(
        from.equals(Instant.MIN) ? from : from.minus(margin),
        to.equals(Instant.MAX) ? to : to.plus(margin));
  }
}
