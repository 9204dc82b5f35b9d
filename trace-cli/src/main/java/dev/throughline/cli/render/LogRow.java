package dev.throughline.cli.render;

import dev.throughline.cli.render.Forest.Place;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A log line or an event: a bead on its span's thread. What reports an error is never cut. */
final class LogRow {
  /** Even an error does not fill the screen with what may be a whole stack trace. */
  private static final int MOST_LINES = 5;

  /** Attributes behind a message are worth showing where more than their first letters fit. */
  private static final int LEAST_ROOM = 12;

  private final Pen pen;
  private final Layout layout;
  private final Guides guides;

  LogRow(Pen pen, Layout layout, Guides guides) {
    this.pen = pen;
    this.layout = layout;
    this.guides = guides;
  }

  void write(Line line, Place place, LogRecord log, Appendable out) throws IOException {
    line.add(Paint.DIM, guides.beside(place)).add(paint(log), pen.glyph(glyph(log)));
    if (log.eventName() == null) {
      addLevel(line, log);
    } else {
      line.add(Paint.BOLD, pen.safe(log.eventName())).add(eventText(log).isEmpty() ? "" : "  ");
    }
    String marks = Marks.of(place.step());
    int room = layout.end() - line.cells() - Cells.of(marks);
    List<String> text = text(log, room);
    line.add(textPaint(log), text.getFirst());
    if (text.size() == 1 && !log.isEvent()) {
      addAttributes(line, log, layout.end() - line.cells() - Cells.of(marks));
    }
    line.add(Paint.DIM, marks);
    out.append(line.toString()).append('\n');
    for (String more : text.subList(1, text.size())) {
      below(place, log, more, out);
    }
    writeException(place, log, out);
  }

  private void addLevel(Line line, LogRecord log) {
    String level = log.level();
    if (level != null && !level.equals("INFO")) {
      line.add(paint(log), pen.safe(level) + ' ');
    }
  }

  private void addAttributes(Line line, LogRecord log, int room) {
    String pairs = pen.safe(Attribute.pairs(log.attributes()));
    if (!pairs.isEmpty() && (room > LEAST_ROOM || !pen.screen().cut())) {
      line.add(Paint.DIM, "  " + pen.cut(pairs, room - 2));
    }
  }

  private List<String> text(LogRecord log, int room) {
    String safe = pen.safe(log.eventName() == null ? log.body() : eventText(log));
    boolean whole = log.isError() && pen.screen().cut();
    return whole ? wrapped(safe, room) : List.of(pen.cut(safe, room));
  }

  private List<String> wrapped(String safe, int room) {
    int width = Math.max(room, 20);
    return Wrapped.lines(pen.shorten(safe, width * MOST_LINES), width);
  }

  private static String eventText(LogRecord event) {
    String pairs = Attribute.pairs(event.attributes());
    boolean repeats = event.body().isBlank() || event.body().equals(event.eventName());
    return repeats ? pairs : event.body() + (pairs.isEmpty() ? "" : " " + pairs);
  }

  private void writeException(Place place, LogRecord log, Appendable out) throws IOException {
    Optional<String> exception = Attribute.exception(log.attributes());
    if (exception.isPresent()) {
      String safe = pen.safe(exception.get());
      int room = layout.end() - layout.tree() - Cells.of(guides.below(place)) - 2;
      List<String> lines = pen.screen().cut() ? wrapped(safe, room) : List.of(safe);
      for (String line : lines) {
        below(place, log, line, out);
      }
    }
  }

  private void below(Place place, LogRecord log, String text, Appendable out) throws IOException {
    Line line = pen.line().to(layout.tree()).add(Paint.DIM, belowGuides(place));
    out.append(line.add(textPaint(log), text).toString()).append('\n');
  }

  private String belowGuides(Place place) {
    String below = guides.below(place);
    return place.level() == 0 && place.leaf() ? "  " : below;
  }

  private static Glyph glyph(LogRecord log) {
    if (log.isEvent()) {
      return Glyph.EVENT;
    }
    if (log.isError()) {
      return Glyph.FAILURE;
    }
    return log.severityNumber() >= Severity.WARN ? Glyph.WARNING : Glyph.LOG;
  }

  private static Paint paint(LogRecord log) {
    if (log.isError()) {
      return Paint.BOLD_RED;
    }
    if (log.isEvent()) {
      return Paint.YELLOW_BRIGHT;
    }
    return log.severityNumber() >= Severity.WARN ? Paint.YELLOW : Paint.DIM;
  }

  private static Paint textPaint(LogRecord log) {
    if (log.isError()) {
      return Paint.RED;
    }
    boolean faint = log.severityNumber() > 0 && log.severityNumber() < Severity.INFO;
    return faint ? Paint.DIM : Paint.PLAIN;
  }
}
