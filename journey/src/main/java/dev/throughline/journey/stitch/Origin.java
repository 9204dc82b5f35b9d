package dev.throughline.journey.stitch;

import dev.throughline.journey.Journey.Failure;
import dev.throughline.journey.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of a journey's failures is the one a person asks about. */
final class Origin {
  private Origin() {}

  /**
   * The first failure; when a moment was asked for, the one whose failing step began nearest to it.
   *
   * @param failures in the journey's order
   * @param at by the reference clock, or null
   */
  static @Nullable Failure of(List<Failure> failures, List<Step> steps, @Nullable Instant at) {
    if (at == null) {
      return failures.isEmpty() ? null : failures.getFirst();
    }
    return failures.stream()
        .min(Comparator.comparing(failure -> distance(steps.get(failure.step() - 1), at)))
        .orElse(null);
  }

  private static Duration distance(Step step, Instant at) {
    return Duration.between(step.time(), at).abs();
  }
}
