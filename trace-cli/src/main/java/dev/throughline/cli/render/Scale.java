package dev.throughline.cli.render;

import dev.throughline.journey.Step;
import dev.throughline.journey.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The bars' common scale: the longest span of the journey fills the column, every other bar is in
 * proportion and starts as long after its request's begin as its span did.
 *
 * @param full what a full column stands for
 * @param cells how wide the column is
 */
record Scale(Duration full, int cells) {
  private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

  static Scale of(List<Step> steps, int cells) {
    Duration longest = Duration.ZERO;
    for (Step step : steps) {
      if (step.signal() instanceof Span span && span.duration().compareTo(longest) > 0) {
        longest = span.duration();
      }
    }
    return new Scale(longest, cells);
  }

  /**
   * One bar.
   *
   * @param start where the bar begins, by the corrected clock
   * @param origin where the column begins
   */
  String bar(Instant start, Instant origin, Duration length, boolean unicode) {
    if (full.isZero()) {
      return "";
    }
    double offset = Math.max(0, share(Duration.between(origin, start)));
    int before = (int) Math.min(cells - 1, Math.floor(offset * cells));
    if (offset >= 1) {
      return " ".repeat(before) + Glyph.BEYOND.in(unicode);
    }
    int room = (cells - before) * 8;
    int eighths = (int) Math.clamp(Math.round(share(length) * cells * 8), 1, room);
    return " ".repeat(before) + (unicode ? blocks(eighths) : signs(eighths));
  }

  private double share(Duration part) {
    return (part.toSeconds() + part.getNano() / 1e9) / (full.toSeconds() + full.getNano() / 1e9);
  }

  private static String blocks(int eighths) {
    return "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
  }

  private static String signs(int eighths) {
    return eighths < 4 ? "-" : "#".repeat((eighths + 4) / 8);
  }
}
