package dev.throughline.agent;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition, and says what it waited for when it does not come. */
final class Await {
  private static final Duration LONG = Duration.ofMinutes(3);

  static <T> T first(String what, Collection<T> among, Predicate<T> wanted) {
    return present(() -> what + " among " + among, () -> among.stream().filter(wanted).findFirst());
  }

  static <T> T present(Supplier<String> what, Supplier<Optional<T>> condition) {
    return present(Duration.ofMillis(20), what, condition);
  }

  /** Looks again after each {@code pause}. */
  static <T> T present(Duration pause, Supplier<String> what, Supplier<Optional<T>> condition) {
    long end = System.nanoTime() + LONG.toNanos();
    Optional<T> found = condition.get();
    while (found.isEmpty()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + LONG + " in vain for " + what.get());
      }
      LockSupport.parkNanos(pause.toNanos());
      found = condition.get();
    }
    return found.get();
  }

  private Await() {}
}
