package dev.throughline.cli.render;

import dev.throughline.journey.Journey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who, when, which services, how much. */
final class Header {
  private final Pen pen;

  Header(Pen pen) {
    this.pen = pen;
  }

  void write(Journey journey, Appendable out) throws IOException {
    line(pen.line().add(Paint.BOLD, subject(pen, journey)).add(Paint.DIM, when(journey)), out);
    line(counts(journey), out);
    for (Line line : services(journey.summary().services())) {
      line(line, out);
    }
    out.append('\n');
  }

  /** What was asked for, safe to show. */
  static String subject(Pen pen, Journey journey) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, List<String>> kind : new TreeMap<>(journey.subject()).entrySet()) {
      parts.add(kind.getKey() + ' ' + String.join(", ", kind.getValue()));
    }
    return pen.safe(String.join("; ", parts));
  }

  private String when(Journey journey) {
    Instant begin = journey.summary().started();
    Instant end = journey.summary().ended();
    if (begin == null || end == null) {
      return "";
    }
    String dot = pen.glyph(Glyph.DOT);
    String from = pen.times().full(begin);
    String to = pen.times().endOf(end, begin);
    String until = from.endsWith(' ' + to) ? "" : ' ' + pen.glyph(Glyph.DASH) + ' ' + to;
    return dot
        + from
        + until
        + ' '
        + pen.times().zoneName(begin)
        + dot
        + pen.length(journey.summary().duration());
  }

  private Line counts(Journey journey) {
    Journey.Summary summary = journey.summary();
    String dot = pen.glyph(Glyph.DOT);
    StringBuilder counts = new StringBuilder();
    counts.append(Count.of(summary.services().size(), "service"));
    for (String part :
        List.of(
            Count.of(summary.sessions(), "session"),
            Count.of(summary.traces(), "trace"),
            Count.of(summary.spans(), "span"),
            Count.of(summary.logs(), "log"),
            Count.of(summary.events(), "event"))) {
      if (!part.startsWith("0 ")) {
        counts.append(dot).append(part);
      }
    }
    Line line = pen.line().add(counts.toString());
    return summary.errors() == 0
        ? line
        : line.add(dot).add(Paint.BOLD_RED, Count.of(summary.errors(), "error"));
  }

  private List<Line> services(List<String> names) {
    List<Line> lines = new ArrayList<>();
    Line line = pen.line();
    for (String name : names) {
      String safe = pen.glyph(Glyph.SERVICE) + pen.shorten(pen.safe(name), 30);
      if (line.cells() > 0 && line.cells() + 2 + Cells.of(safe) > pen.screen().columns()) {
        lines.add(line);
        line = pen.line();
      }
      line.add(line.cells() > 0 ? "  " : "").add(pen.service(name), safe);
    }
    lines.add(line);
    return lines;
  }

  private static void line(Line line, Appendable out) throws IOException {
    out.append(line.toString()).append('\n');
  }
}
