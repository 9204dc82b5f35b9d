package dev.throughline.cli.render;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Step;
import dev.throughline.journey.diff.Difference;
import dev.throughline.journey.diff.Difference.Kind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What two journeys differ in: the first divergence in three lines, then the rest, one a line.
 * Nothing at all when they do not differ.
 */
public final class DiffRenderer {
  private static final List<String> HEAD = List.of("WHAT", "SERVICE", "OPERATION", "STEP", "");

  private final Screen screen;
  private final Journey good;
  private final Journey other;
  private final Pen pen;

  public DiffRenderer(Screen screen, Journey good, Journey other) {
    this.screen = screen;
    this.good = good;
    this.other = other;
    this.pen = new Pen(screen, other);
  }

  /** Writes them in their order; {@code out} is flushed, not closed. */
  public void render(List<Difference> differences, OutputStream out) throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    if (!differences.isEmpty()) {
      writeFirst(differences.getFirst(), writer);
      writeRest(differences.subList(1, differences.size()), writer);
    }
    writer.flush();
  }

  private void writeFirst(Difference first, Appendable out) throws IOException {
    boolean error = first.kind() == Kind.NEW_ERROR;
    Paint paint = error ? Paint.BOLD_RED : Paint.YELLOW;
    String mark = pen.glyph(error ? Glyph.FAILURE : Glyph.WARNING);
    String what = first.service() + ": " + first.detail();
    line(pen.line().add(paint, mark + cut(what, Cells.of(mark))), out);
    String way =
        first.hop().stream().map(DiffRenderer::spaced).collect(Collectors.joining(arrow()));
    line(pen.line().add("  ").add(Paint.DIM, cut(words(first.kind()) + ": " + way, 2)), out);
    line(pen.line().add("  ").add(Paint.DIM, cut(places(first), 2)), out);
  }

  private String arrow() {
    return pen.glyph(Glyph.PASSED_ON);
  }

  private String cut(String data, int before) {
    return pen.cut(pen.safe(data), screen.columns() - before);
  }

  private String places(Difference difference) {
    String now = place(other, difference.otherStep(), "not there");
    return now + "; in the good journey " + place(good, difference.goodStep(), "not there");
  }

  private String place(Journey journey, @Nullable Integer number, String absent) {
    if (number == null) {
      return absent;
    }
    Step step = journey.steps().get(number - 1);
    Instant time = step.time();
    return "step %d, %s %s".formatted(number, pen.times().day(time), pen.clock(time));
  }

  private void writeRest(List<Difference> rest, Appendable out) throws IOException {
    if (rest.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Difference one : rest) {
      Integer step = one.otherStep();
      rows.add(
          List.of(
              words(one.kind()),
              pen.safe(one.service()),
              pen.safe(operation(one)),
              step == null ? "" : Integer.toString(step),
              pen.safe(one.detail())));
    }
    out.append('\n');
    new Table(HEAD, 3).write(rows, out);
  }

  private static String operation(Difference one) {
    String last = one.hop().getLast();
    int at = last.lastIndexOf('@');
    return at < 0 ? "" : last.substring(0, at);
  }

  private static String spaced(String hop) {
    int at = hop.lastIndexOf('@');
    return at < 0 ? hop : hop.substring(at + 1) + ' ' + hop.substring(0, at);
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case NEW_ERROR -> "new error";
      case MISSING_HOP -> "missing hop";
      case EXTRA_HOP -> "extra hop";
      case SLOWER_HOP -> "slower hop";
      case OTHER_VERSION -> "other version";
      case OTHER_ATTRIBUTE -> "other attribute";
    };
  }

  private static void line(Line line, Appendable out) throws IOException {
    out.append(line.toString()).append('\n');
  }
}
