package dev.throughline.journey.diff;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * By how much a hop took longer.
 *
 * @param before the longest it took
 * @param now what it usually takes
 */
record Slowness(Duration before, Duration now) {
  /** Slower means: even the usual is beyond twice what was the worst, and one can feel it. */
  private static final int FACTOR = 2;

  private static final Duration FELT = Duration.ofMillis(100);

  static Optional<Slowness> between(Hop good, Hop other) {
    List<Duration> before = good.lengths();
    List<Duration> now = other.lengths();
    if (before.isEmpty() || now.isEmpty()) {
      return Optional.empty();
    }
    Slowness slowness = new Slowness(before.getLast(), now.get(now.size() / 2));
    return Optional.of(slowness).filter(Slowness::isFelt);
  }

  private boolean isFelt() {
    return now.compareTo(before.multipliedBy(FACTOR)) > 0 && more().compareTo(FELT) > 0;
  }

  Duration more() {
    return now.minus(before);
  }

  /** Whether another's being slow accounts for most of this. */
  boolean isExplainedBy(Slowness below) {
    return below.more().multipliedBy(2).compareTo(more()) >= 0;
  }

  String words() {
    return "took %d ms, before at most %d ms".formatted(now.toMillis(), before.toMillis());
  }
}
