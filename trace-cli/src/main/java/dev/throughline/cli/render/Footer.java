package dev.throughline.cli.render;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.ClockReading;
import dev.throughline.journey.Journey.Contradiction;
import dev.throughline.journey.Journey.SourceReport;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is missing without a place of its own, whose clocks were wrong, and who answered. */
final class Footer {
  static final Duration WORTH_TELLING = Duration.ofMillis(1);

  private final Pen pen;

  Footer(Pen pen) {
    this.pen = pen;
  }

  void write(Journey journey, Appendable out) throws IOException {
    out.append('\n');
    for (Gap gap : journey.gaps()) {
      if (gap.after() == null) {
        String mark = pen.glyph(Glyph.GAP);
        line(pen.line().add(Paint.YELLOW, mark).add(Paint.YELLOW, pen.safe(GapText.of(gap))), out);
      }
    }
    for (ClockReading clock : journey.clocks()) {
      if (clock.offset().abs().compareTo(WORTH_TELLING) >= 0) {
        line(pen.line().add(Paint.DIM, pen.safe(clockText(clock))), out);
      }
    }
    for (String told : contradictions(journey)) {
      line(pen.line().add(Paint.YELLOW, pen.glyph(Glyph.WARNING) + pen.safe(told)), out);
    }
    for (SourceReport source : journey.sources()) {
      line(sourceLine(source), out);
    }
    line(verdict(journey), out);
  }

  private String clockText(ClockReading clock) {
    String direction = clock.offset().isNegative() ? " behind" : " ahead";
    Duration min = clock.min();
    Duration max = clock.max();
    String bounds =
        min == null || max == null ? ", one-sided evidence" : bounds(clock.offset(), min, max);
    return "clock of "
        + clock.instance()
        + " ran "
        + pen.length(clock.offset().abs())
        + direction
        + " (corrected"
        + bounds
        + ")";
  }

  /** Both clocks tell of it, and one clock may be several instances': each pair once. */
  private Set<String> contradictions(Journey journey) {
    Set<String> told = new LinkedHashSet<>();
    for (ClockReading clock : journey.clocks()) {
      for (Contradiction one : clock.contradictions()) {
        boolean first = clock.clock().compareTo(one.with()) < 0;
        told.add(
            "clocks "
                + (first ? clock.clock() : one.with())
                + " and "
                + (first ? one.with() : clock.clock())
                + " contradict each other: "
                + Count.of(one.pairs(), "call or message", "calls or messages")
                + " up to "
                + pen.length(one.by())
                + " off what the others say");
      }
    }
    return told;
  }

  /** An estimate in the middle says as much by one figure. */
  private String bounds(Duration offset, Duration min, Duration max) {
    Duration below = offset.minus(min);
    Duration above = max.minus(offset);
    boolean even = below.minus(above).abs().compareTo(WORTH_TELLING) < 0;
    return even
        ? ", " + pen.glyph(Glyph.PLUS_MINUS) + pen.length(above)
        : ", between " + signed(min) + " and " + signed(max);
  }

  private String signed(Duration length) {
    return (length.isNegative() ? "" : "+") + pen.length(length);
  }

  private Line sourceLine(SourceReport source) {
    String dot = pen.glyph(Glyph.DOT);
    Line line = pen.line().add(Paint.DIM, "source " + pen.safe(source.name()) + dot);
    line.add(Paint.DIM, Count.of(source.records(), "record"));
    line.add(Paint.DIM, dot + pen.length(source.took()));
    if (source.asOf() != null) {
      line.add(Paint.DIM, dot + "as of " + pen.times().full(source.asOf()));
    }
    if (source.truncated()) {
      line.add(Paint.YELLOW, dot + "cut by a limit");
    }
    String failure = source.failure();
    return failure == null ? line : line.add(Paint.YELLOW, dot + pen.safe(failure));
  }

  private Line verdict(Journey journey) {
    return journey.complete()
        ? pen.line()
            .add(Paint.GREEN, pen.glyph(Glyph.GOOD) + "complete: every source answered in full")
        : pen.line().add(Paint.YELLOW, pen.glyph(Glyph.WARNING) + "not complete: see above");
  }

  private static void line(Line line, Appendable out) throws IOException {
    out.append(line.toString()).append('\n');
  }
}
