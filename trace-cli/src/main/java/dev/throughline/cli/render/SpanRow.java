package dev.throughline.cli.render;

import dev.throughline.cli.render.Forest.Place;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.Span;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A span: its name under its parent's, its outcome, and its bar at the right edge. */
final class SpanRow {
  private final Pen pen;
  private final Layout layout;
  private final Guides guides;
  private final Scale scale;

  SpanRow(Pen pen, Layout layout, Guides guides, Scale scale) {
    this.pen = pen;
    this.layout = layout;
    this.guides = guides;
    this.scale = scale;
  }

  void write(Line line, Place place, Span span, Instant begin, Appendable out) throws IOException {
    Step step = place.step();
    line.add(Paint.DIM, guides.before(place)).add(Paint.DIM, direction(span));
    Optional<String> status = Attribute.httpStatus(span);
    String outcome =
        status.map(code -> "  " + pen.safe(code)).orElse(span.isError() ? "  error" : "");
    String marks = Marks.of(step) + skew(step, span, place);
    int room = layout.length() - 1 - line.cells() - Cells.of(outcome) - Cells.of(marks);
    line.add(namePaint(span, place), pen.cut(pen.safe(Attribute.title(span)), Math.max(room, 8)));
    line.add(outcomePaint(span, status), outcome).add(Paint.DIM, marks);
    addBar(line, step, span, begin);
    out.append(line.toString()).append('\n');
    writeBelow(place, span, out);
  }

  /** Where a request came to a machine whose clock was corrected: its own log says another time. */
  private String skew(Step step, Span span, Place place) {
    boolean enters =
        place.level() == 0 || span.kind() == Span.Kind.SERVER || span.kind() == Span.Kind.CONSUMER;
    Duration behind = Duration.between(span.time(), step.time());
    if (!enters || behind.abs().compareTo(Footer.WORTH_TELLING) < 0) {
      return "";
    }
    String length = pen.length(behind.abs());
    String direction = behind.isNegative() ? "ahead" : "behind";
    return "  " + pen.glyph(Glyph.ABOUT) + "clock " + length + " " + direction;
  }

  private void addBar(Line line, Step step, Span span, Instant begin) {
    String length = pen.length(span.duration());
    line.add(" ")
        .to(layout.bar() - 1 - Cells.of(length))
        .add(Paint.DIM, length)
        .add(" ")
        .to(layout.bar());
    Duration positive = span.duration().isNegative() ? Duration.ZERO : span.duration();
    String bar = scale.bar(step.time(), begin, positive, pen.screen().unicode());
    line.add(span.isError() ? Paint.RED : pen.service(step.service()), bar);
  }

  /** What the span itself says went on inside it, by its own clock's correction. */
  private void writeBelow(Place place, Span span, Appendable out) throws IOException {
    String message = span.statusMessage();
    boolean repeated = Attribute.httpStatus(span).filter(code -> code.equals(message)).isPresent();
    if (span.isError() && message != null && !message.isBlank() && !repeated) {
      note(place, Glyph.FAILURE, Paint.RED, message, out);
    }
    for (Span.Event event : span.events()) {
      Optional<String> exception = Attribute.exception(event.attributes());
      String text = exception.orElse(event.name() + " " + Attribute.pairs(event.attributes()));
      boolean said = message != null && exception.isPresent() && text.contains(message);
      if (!said || !span.isError()) {
        note(place, Glyph.SPAN_EVENT, exception.isPresent() ? Paint.RED : Paint.DIM, text, out);
      }
    }
  }

  private void note(Place place, Glyph glyph, Paint paint, String data, Appendable out)
      throws IOException {
    String before = guides.below(place) + pen.glyph(glyph);
    Line line = pen.line().to(layout.tree()).add(Paint.DIM, guides.below(place));
    String text = pen.cut(pen.safe(data), layout.end() - layout.tree() - Cells.of(before));
    line.add(paint, pen.glyph(glyph)).add(paint, text);
    out.append(line.toString()).append('\n');
  }

  private String direction(Span span) {
    return switch (span.kind()) {
      case CLIENT -> pen.glyph(Glyph.CLIENT);
      case PRODUCER -> pen.glyph(Glyph.PRODUCER);
      case CONSUMER -> pen.glyph(Glyph.CONSUMER);
      case SERVER, INTERNAL -> "";
    };
  }

  private static Paint namePaint(Span span, Place place) {
    if (span.isError()) {
      return place.level() == 0 ? Paint.BOLD_RED : Paint.RED;
    }
    return place.level() == 0 ? Paint.BOLD : Paint.PLAIN;
  }

  private static Paint outcomePaint(Span span, Optional<String> status) {
    if (span.isError()) {
      return Paint.BOLD_RED;
    }
    return switch (status.orElse("").isEmpty() ? ' ' : status.get().charAt(0)) {
      case '4' -> Paint.YELLOW;
      case '5' -> Paint.RED;
      default -> Paint.GREEN;
    };
  }
}
