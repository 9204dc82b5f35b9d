package dev.throughline.cli.render;

import dev.throughline.journey.Because;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Span;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Why one record belongs to a journey: the chain of ties from what was asked for to it. */
public final class WhyRenderer implements Renderer {
  private final Screen screen;
  private final Step step;

  /**
   * @param step the record in question
   */
  public WhyRenderer(Screen screen, Step step) {
    this.screen = screen;
    this.step = step;
  }

  /**
   * The step that a person means.
   *
   * @param record a record id, or a step's number
   */
  public static Optional<Step> find(Journey journey, String record) {
    return journey.steps().stream()
        .filter(
            one ->
                one.signal().recordId().value().equals(record)
                    || Integer.toString(one.number()).equals(record))
        .findFirst();
  }

  @Override
  public void render(Journey journey, OutputStream out) throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Pen pen = new Pen(screen, journey);
    Map<RecordId, Step> steps = new HashMap<>();
    journey.steps().forEach(one -> steps.put(one.signal().recordId(), one));
    write(pen.line().add(Paint.BOLD, "why " + describe(pen, step)), writer);
    String indent = "  ";
    for (Because because : step.because()) {
      write(tie(pen, because, steps, indent), writer);
      indent += "  ";
    }
    String sure = "confidence " + step.confidence() + Marks.of(step);
    write(pen.line().add(Paint.DIM, sure), writer);
    writer.flush();
  }

  private Line tie(Pen pen, Because because, Map<RecordId, Step> steps, String indent) {
    String edge = because.edge().name().toLowerCase(Locale.ROOT) + "=" + because.value();
    Line line = pen.line().add(Paint.DIM, indent + pen.glyph(Glyph.LAST_BRANCH));
    line.add(Paint.BOLD, pen.safe(edge));
    RecordId via = because.via();
    if (via == null) {
      return line.add(Paint.DIM, "  what was asked for");
    }
    Step carrier = steps.get(via);
    String through = carrier == null ? "record " + pen.safe(via.value()) : describe(pen, carrier);
    return line.add(Paint.DIM, "  through " + through);
  }

  private String describe(Pen pen, Step one) {
    String title =
        switch (one.signal()) {
          case Span span -> Attribute.title(span);
          case LogRecord log -> log.eventName() == null ? log.body() : log.eventName();
        };
    String text = one.service() + " \"" + title + "\" at " + pen.clock(one.time());
    return "step " + one.number() + " " + pen.cut(pen.safe(text), screen.columns() - 30);
  }

  private static void write(Line line, Appendable out) throws IOException {
    out.append(line.toString()).append('\n');
  }
}
