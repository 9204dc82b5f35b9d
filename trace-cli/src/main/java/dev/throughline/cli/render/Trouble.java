package dev.throughline.cli.render;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.Failure;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The failures, the origin first, each with its reason, its way to the user and its evidence. */
final class Trouble {
  private final Pen pen;

  Trouble(Pen pen) {
    this.pen = pen;
  }

  void write(Journey journey, Appendable out) throws IOException {
    List<Failure> failures = originFirst(journey);
    if (failures.isEmpty()) {
      return;
    }
    Map<Integer, Step> byNumber = new HashMap<>();
    Map<String, Step> byRecord = new HashMap<>();
    for (Step step : journey.steps()) {
      byNumber.put(step.number(), step);
      byRecord.put(step.signal().recordId().value(), step);
    }
    for (Failure failure : failures) {
      writeReason(failure, out);
      writePath(failure, byNumber.get(failure.step()), out);
      writeEvidence(failure, byRecord, out);
    }
    out.append('\n');
  }

  private static List<Failure> originFirst(Journey journey) {
    List<Failure> failures = new ArrayList<>(journey.failures());
    Failure origin = journey.origin();
    if (origin != null) {
      failures.removeIf(failure -> failure.step() == origin.step());
      failures.addFirst(origin);
    }
    return failures;
  }

  private void writeReason(Failure failure, Appendable out) throws IOException {
    boolean swallowed = failure.kind() == Failure.Kind.SWALLOWED;
    Paint paint = swallowed ? Paint.YELLOW : Paint.BOLD_RED;
    String verb = swallowed ? " reports a failure that no request shows: " : " failed: ";
    String mark = pen.glyph(swallowed ? Glyph.WARNING : Glyph.FAILURE);
    wrapped(paint, mark, failure.service() + verb + failure.reason(), out);
  }

  private void writePath(Failure failure, @Nullable Step step, Appendable out) throws IOException {
    String path = failure.propagated().isEmpty() ? "" : propagated(failure);
    String where = step == null ? "step " + failure.step() : describe(step);
    wrapped(Paint.DIM, "    ", where + path, out);
  }

  private void wrapped(Paint paint, String mark, String data, Appendable out) throws IOException {
    int indent = Cells.of(mark);
    int room = pen.screen().cut() ? pen.screen().columns() - indent : Integer.MAX_VALUE;
    String before = mark;
    for (String line : Wrapped.lines(pen.safe(data), room)) {
      line(pen.line().add(paint, before).add(paint, line), out);
      before = " ".repeat(indent);
    }
  }

  private String propagated(Failure failure) {
    String arrow = pen.glyph(Glyph.PASSED_ON);
    return pen.glyph(Glyph.DOT)
        + "passed on: "
        + failure.service()
        + arrow
        + String.join(arrow, failure.propagated());
  }

  private void writeEvidence(Failure failure, Map<String, Step> byRecord, Appendable out)
      throws IOException {
    for (String record : failure.evidence()) {
      Step step = byRecord.get(record);
      if (step != null && step.number() == failure.step()) {
        continue;
      }
      String text = "evidence: " + (step == null ? "record " + record : describe(step));
      line(
          pen.line().to(4).add(Paint.DIM, pen.cut(pen.safe(text), pen.screen().columns() - 4)),
          out);
    }
  }

  private String describe(Step step) {
    return "step "
        + step.number()
        + ' '
        + step.service()
        + " \""
        + title(step.signal())
        + "\" at "
        + pen.clock(step.time());
  }

  private static String title(Signal signal) {
    return switch (signal) {
      case Span span -> span.name();
      case LogRecord log -> log.eventName() == null ? log.body() : log.eventName();
    };
  }

  private static void line(Line line, Appendable out) throws IOException {
    out.append(line.toString()).append('\n');
  }
}
