package dev.throughline.cli.render;

import dev.throughline.journey.Step;
import java.util.Locale;
import java.util.StringJoiner;

/** What a reader should know about a step before trusting it, in brackets behind its name. */
final class Marks {
  private Marks() {}

  /** Such as {@code [inferred 0.93]}; empty for a step without doubt. */
  static String of(Step step) {
    StringJoiner marks = new StringJoiner(", ", "  [", "]").setEmptyValue("");
    for (Step.Mark mark : Step.Mark.values()) {
      if (step.marks().contains(mark)) {
        marks.add(mark.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
    if (step.confidence() < 1) {
      marks.add("confidence " + Math.floor(step.confidence() * 100) / 100);
    }
    return marks.toString();
  }
}
