package dev.throughline.journey.stitch;

import java.time.Duration;
import java.time.Instant;

/**
 * How a clock runs against the reference: raw minus corrected time.
 *
 * @param middle when the offset is as stated, by the reference clock
 * @param offsetNanos at the middle
 * @param drift growth of the error, in seconds per second
 * @param bounds what is certain of the offset, in nanoseconds
 */
record ClockError(Instant middle, double offsetNanos, double drift, Interval bounds) {

  Duration offset() {
    return Duration.ofNanos(Math.round(offsetNanos));
  }

  Instant correct(Instant raw) {
    Instant shifted = raw.minusNanos(Math.round(offsetNanos));
    return drift == 0 ? shifted : shifted.minusNanos(Math.round(drift * since(shifted)));
  }

  private double since(Instant time) {
    Duration since = Duration.between(middle, time);
    return since.getSeconds() * 1e9 + since.getNano();
  }
}
