package dev.throughline.compose;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what comes by itself. */
final class Await {
  private static final Duration MOST = Duration.ofMinutes(2);

  private Await() {}

  static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + MOST.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + MOST + ": " + what);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
