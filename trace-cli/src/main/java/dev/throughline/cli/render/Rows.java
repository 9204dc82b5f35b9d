package dev.throughline.cli.render;

import dev.throughline.cli.render.Forest.Place;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Span;
import java.io.IOException;
import java.time.Instant;

/** The rows of the tree: what every row has in common, and which kind each step is. */
final class Rows {
  private final Pen pen;
  private final Layout layout;
  private final Guides guides;
  private final SpanRow spans;
  private final LogRow logs;
  private final int originStep;

  Rows(Pen pen, Layout layout, Journey journey) {
    this.pen = pen;
    this.layout = layout;
    guides = new Guides(pen);
    spans = new SpanRow(pen, layout, guides, Scale.of(journey.steps(), layout.barCells()));
    logs = new LogRow(pen, layout, guides);
    originStep = journey.origin() == null ? 0 : journey.origin().step();
  }

  /**
   * Writes one step.
   *
   * @param begin when the tree's first step was, where its bars begin
   */
  void write(Place place, Instant begin, Appendable out) throws IOException {
    switch (place.step().signal()) {
      case Span span -> spans.write(start(place.step()), place, span, begin, out);
      case LogRecord log -> logs.write(start(place.step()), place, log, out);
    }
  }

  /** A line that says something about a row, below it. */
  Line note(Place place, Glyph glyph, Paint paint, String safe) {
    String before = guides.below(place) + pen.glyph(glyph);
    int room = layout.end() - layout.tree() - Cells.of(before);
    return pen.line().to(layout.tree()).add(Paint.DIM, before).add(paint, pen.cut(safe, room));
  }

  private Line start(Step step) {
    Line line = pen.line();
    if (step.number() == originStep) {
      line.add(Paint.BOLD_RED, pen.glyph(Glyph.ORIGIN));
    } else if (step.signal().isError()) {
      line.add(Paint.RED, pen.glyph(Glyph.FAILURE));
    }
    line.to(Layout.TIME).add(Paint.DIM, pen.clock(step.time())).to(Layout.SERVICE);
    String service = pen.shorten(pen.safe(step.service()), layout.service());
    return line.add(pen.service(step.service()), service).to(layout.tree());
  }
}
