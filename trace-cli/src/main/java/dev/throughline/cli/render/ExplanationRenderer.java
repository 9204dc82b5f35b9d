package dev.throughline.cli.render;

import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.Explanation;
import dev.throughline.journey.Explanation.LeftOut;
import dev.throughline.journey.Explanation.NotFollowed;
import dev.throughline.journey.Explanation.Strand;
import dev.throughline.journey.Journey;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a journey came together: the ties from what was asked for, each under the one through whose
 * records it was reached, with how many records it led to; then what was not followed, and what was
 * left out. A tie is written as {@code --without} takes it.
 */
public final class ExplanationRenderer implements Renderer {
  /** Of many ties of one kind under one other, those that led to most; {@code JSON} has all. */
  private static final int MOST_OF_A_KIND = 5;

  private static final int COUNT_CELLS = 15;

  private final Screen screen;
  private final Explanation explanation;
  private final Map<Integer, List<Strand>> below = new HashMap<>();

  public ExplanationRenderer(Screen screen, Explanation explanation) {
    this.screen = screen;
    this.explanation = explanation;
    for (Strand strand : explanation.strands()) {
      below.computeIfAbsent(number(strand.parent()), any -> new ArrayList<>()).add(strand);
    }
  }

  private static int number(@Nullable Integer parent) {
    return parent == null ? 0 : parent;
  }

  @Override
  public void render(Journey journey, OutputStream out) throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Pen pen = new Pen(screen, journey);
    String subject = Header.subject(pen, journey);
    String found =
        subject + ": how " + Count.of(journey.steps().size(), "record") + " came together";
    line(pen.line().add(Paint.BOLD, found), writer);
    writeStrands(pen, writer);
    writeNotFollowed(pen, writer);
    writeLeftOut(pen, writer);
    writer.flush();
  }

  /** A strand, or how many more of its kind there are; without recursion: chains may be long. */
  private record Item(Strand strand, int more, long moreRecords, int level) {}

  private void writeStrands(Pen pen, Appendable out) throws IOException {
    Deque<Item> open = new ArrayDeque<>();
    items(0, 0).reversed().forEach(open::push);
    while (!open.isEmpty()) {
      Item item = open.pop();
      writeItem(pen, item, out);
      if (item.more == 0) {
        items(item.strand.number(), item.level + 1).reversed().forEach(open::push);
      }
    }
  }

  private List<Item> items(int parent, int level) {
    Map<Edge, List<Strand>> kinds = new LinkedHashMap<>();
    for (Strand strand : below.getOrDefault(parent, List.of())) {
      kinds.computeIfAbsent(strand.edge(), any -> new ArrayList<>()).add(strand);
    }
    List<Item> items = new ArrayList<>();
    kinds.values().forEach(kind -> addKind(kind, level, items));
    return items;
  }

  private static void addKind(List<Strand> kind, int level, List<Item> into) {
    kind.sort(Comparator.comparingLong(Strand::records).reversed());
    int shown = kind.size() <= MOST_OF_A_KIND + 1 ? kind.size() : MOST_OF_A_KIND;
    kind.subList(0, shown).forEach(strand -> into.add(new Item(strand, 0, 0, level)));
    List<Strand> rest = kind.subList(shown, kind.size());
    if (!rest.isEmpty()) {
      long records = rest.stream().mapToLong(Strand::records).sum();
      into.add(new Item(rest.getFirst(), rest.size(), records, level));
    }
  }

  private static void writeItem(Pen pen, Item item, Appendable out) throws IOException {
    long records = item.more == 0 ? item.strand.records() : item.moreRecords;
    Line line =
        pen.line().add(Paint.DIM, "%6d %s".formatted(records, records == 1 ? "record" : "records"));
    line.to(COUNT_CELLS).add("  ".repeat(item.level));
    line.add(Paint.DIM, item.level == 0 ? "" : pen.glyph(Glyph.LAST_BRANCH));
    if (item.more == 0) {
      line.add(Paint.BOLD, pen.safe(tie(item.strand.edge(), item.strand.value())));
    } else {
      line.add(Paint.DIM, "and through " + item.more + " more of kind " + word(item.strand.edge()));
    }
    line(line, out);
  }

  private void writeNotFollowed(Pen pen, Appendable out) throws IOException {
    if (!explanation.notFollowed().isEmpty()) {
      line(pen.line().add(Paint.BOLD, "not followed"), out);
    }
    for (NotFollowed one : explanation.notFollowed()) {
      String text = tie(one.edge(), one.value()) + ": " + one.why();
      line(pen.line().add(Paint.YELLOW, pen.glyph(Glyph.GAP) + pen.safe(text)), out);
    }
  }

  private void writeLeftOut(Pen pen, Appendable out) throws IOException {
    if (!explanation.leftOut().isEmpty()) {
      line(pen.line().add(Paint.BOLD, "left out as somebody else's"), out);
    }
    for (LeftOut one : explanation.leftOut()) {
      line(pen.line().add(Paint.YELLOW, pen.glyph(Glyph.GAP) + pen.safe(text(one))), out);
    }
  }

  private static String text(LeftOut one) {
    String traces = one.traces() == 0 ? "" : " in " + Count.of(one.traces(), "trace");
    String whose =
        one.owners().isEmpty()
            ? "another was logged in"
            : "they name " + String.join(", ", one.owners());
    return Count.of(one.records(), "record")
        + traces
        + " tied by "
        + tie(one.edge(), one.value())
        + ": "
        + whose;
  }

  private static String tie(Edge edge, String value) {
    return word(edge) + "=" + value;
  }

  private static String word(Edge edge) {
    return edge.name().toLowerCase(Locale.ROOT);
  }

  private static void line(Line line, Appendable out) throws IOException {
    out.append(line.toString()).append('\n');
  }
}
