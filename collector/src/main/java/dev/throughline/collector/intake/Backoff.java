package dev.throughline.collector.intake;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next try: full jitter, from a tenth of a second up to half a minute.
 * Not thread-safe.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">the
 *     measurements behind full jitter</a>
 */
final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long LAST_MILLIS = 30_000;

  private long ceilingMillis = FIRST_MILLIS;

  /** Something worked. */
  void reset() {
    ceilingMillis = FIRST_MILLIS;
  }

  Duration next() {
    long millis = ThreadLocalRandom.current().nextLong(1, ceilingMillis + 1);
    ceilingMillis = Math.min(LAST_MILLIS, ceilingMillis * 2);
    return Duration.ofMillis(millis);
  }
}
