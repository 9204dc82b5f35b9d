package dev.throughline.stores.elasticsearch;

import java.time.Instant;

/** What Elasticsearch's {@code date_nanos} can hold: a positive long of nanoseconds since 1970. */
final class Times {
  static final Instant FIRST = Instant.EPOCH;
  static final Instant LAST = Instant.ofEpochSecond(0, Long.MAX_VALUE);

  private Times() {}

  static boolean fits(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  static Instant clamp(Instant time) {
    if (time.isBefore(FIRST)) {
      return FIRST;
    }
    return time.isAfter(LAST) ? LAST : time;
  }
}
