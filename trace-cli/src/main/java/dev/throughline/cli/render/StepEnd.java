package dev.throughline.cli.render;

import dev.throughline.journey.Step;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Span;
import java.time.Instant;

/** When a step was over, by the corrected clock. */
final class StepEnd {
  private StepEnd() {}

  static Instant of(Step step) {
    return switch (step.signal()) {
      case Span span when !span.duration().isNegative() -> step.time().plus(span.duration());
      case Span span -> step.time();
      case LogRecord log -> step.time();
    };
  }
}
