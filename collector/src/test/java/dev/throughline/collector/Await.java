package dev.throughline.collector;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition, with a guard against hanging. */
public final class Await {
  private static final Duration GUARD = Duration.ofSeconds(60);

  private Await() {}

  public static <T> T until(Supplier<T> look, Predicate<T> wanted) {
    return until(look, wanted, GUARD);
  }

  /**
   * @param guard so long and no longer
   */
  public static <T> T until(Supplier<T> look, Predicate<T> wanted, Duration guard) {
    long end = System.nanoTime() + guard.toNanos();
    T seen = look.get();
    while (!wanted.test(seen)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("after " + guard + " still: " + seen);
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      seen = look.get();
    }
    return seen;
  }

  public static void until(Supplier<Boolean> wanted) {
    until(wanted, Boolean::booleanValue);
  }
}
