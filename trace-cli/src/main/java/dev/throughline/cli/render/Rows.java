package dev.throughline.cli.render;

import dev.throughline.cli.render.Forest.Place;
import dev.throughline.journey.Gap;
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

  /** Writes what is missing, below the step after which it is missing. */
  void writeGap(Place place, Gap gap, Appendable out) throws IOException {
    String before = guides.below(place);
    String mark = pen.glyph(Glyph.GAP);
    int room = layout.end() - layout.tree() - Cells.of(before) - Cells.of(mark);
    Line line = pen.line().to(layout.tree()).add(Paint.DIM, before).add(Paint.YELLOW, mark);
    line.add(Paint.YELLOW, pen.cut(pen.safe(GapText.of(gap)), room));
    out.append(line.toString()).append('\n');
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
