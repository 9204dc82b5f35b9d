package dev.throughline.journey.stitch;

import dev.throughline.journey.model.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows into one total order, the same on every run: causes before effects, and where nothing
 * is known of causes, by (corrected time, instance, sequence, record id).
 *
 * <p>It takes the least of the rows whose causes are all out (Kahn's algorithm with a heap). A
 * comparator could not do this: "happened before" together with clock times is not transitive.
 *
 * <p>Phase 8. In: the journey's rows, their tree and corrected times. Out: the same rows, in order.
 */
final class Order {
  /** How much later a record with the next sequence number may be stamped than one before it. */
  private static final Duration STAMP_JITTER = Duration.ofSeconds(1);

  private final List<Row> rows;
  private final Comparator<Row> least;
  private final int[] waitingFor;
  private final List<@Nullable List<Row>> effects;

  private Order(List<Row> rows, Comparator<Row> least) {
    this.rows = rows;
    this.least = least;
    this.waitingFor = new int[rows.size()];
    this.effects = new ArrayList<>(rows.size());
    rows.forEach(row -> effects.add(null));
  }

  /** Exactly as the writers' clocks say. */
  static List<Row> byRawTime(List<Row> rows) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(least(Timeline.RAW));
    return sorted;
  }

  static List<Row> causal(List<Row> rows, Tree tree, Timeline timeline) {
    Order order = new Order(rows, least(timeline));
    order.addParents(tree);
    order.addMessages();
    order.addSequences();
    return order.sort(tree);
  }

  private static Comparator<Row> least(Timeline timeline) {
    return Comparator.comparing(timeline::start)
        .thenComparing(row -> row.signal().resource().instance())
        .thenComparing(Order::sequence)
        .thenComparing(Row::index);
  }

  private static long sequence(Row row) {
    return row.signal() instanceof LogRecord log && log.sequence() != null ? log.sequence() : -1;
  }

  private void addParents(Tree tree) {
    for (Row row : rows) {
      int parent = tree.parent(row.index());
      if (parent != Tree.NONE) {
        before(rows.get(parent), row);
      }
    }
  }

  /** Every message a row took was sent before, also those it does not hang under. */
  private void addMessages() {
    SpanIndex spans = new SpanIndex(rows);
    Messages messages = new Messages(rows);
    for (Row row : rows) {
      if (row.span() != null) {
        row.span().causes().stream()
            .flatMap(link -> spans.find(SpanKey.of(link), row).stream())
            .forEach(cause -> before(cause, row));
        messages.producersFor(row).forEach(cause -> before(cause, row));
      }
    }
  }

  /** A process counted its own records: believed as long as its clock does not say otherwise. */
  private void addSequences() {
    Map<String, List<Row>> byProcess = new HashMap<>();
    for (Row row : rows) {
      if (sequence(row) >= 0) {
        byProcess.computeIfAbsent(row.process(), k -> new ArrayList<>()).add(row);
      }
    }
    for (List<Row> written : byProcess.values()) {
      written.sort(Comparator.comparing(Order::sequence).thenComparing(Row::index));
      for (int i = 1; i < written.size(); i++) {
        Row earlier = written.get(i - 1);
        Row later = written.get(i);
        boolean restarted =
            later.signal().time().isBefore(earlier.signal().time().minus(STAMP_JITTER));
        if (!restarted && sequence(earlier) < sequence(later)) {
          before(earlier, later);
        }
      }
    }
  }

  private void before(Row cause, Row effect) {
    if (cause == effect) {
      return;
    }
    List<Row> of = effects.get(cause.index());
    if (of == null) {
      of = new ArrayList<>(2);
      effects.set(cause.index(), of);
    }
    of.add(effect);
    waitingFor[effect.index()]++;
  }

  private List<Row> sort(Tree tree) {
    PriorityQueue<Row> ready = new PriorityQueue<>(Math.max(1, rows.size()), least);
    rows.stream().filter(row -> waitingFor[row.index()] == 0).forEach(ready::add);
    boolean[] out = new boolean[rows.size()];
    List<Row> sorted = new ArrayList<>(rows.size());
    while (sorted.size() < rows.size()) {
      Row next = ready.isEmpty() ? breakDeadlock(tree, out) : ready.poll();
      if (out[next.index()]) {
        continue;
      }
      out[next.index()] = true;
      sorted.add(next);
      List<Row> freed = effects.get(next.index());
      if (freed != null) {
        freed.stream().filter(row -> --waitingFor[row.index()] == 0).forEach(ready::add);
      }
    }
    return sorted;
  }

  /**
   * Messages and sequence numbers can contradict each other or the tree. The tree alone never does,
   * so some row whose parent is out is always there, and only weaker reasons are overruled.
   */
  private Row breakDeadlock(Tree tree, boolean[] out) {
    return rows.stream()
        .filter(row -> !out[row.index()])
        .filter(row -> tree.parent(row.index()) == Tree.NONE || out[tree.parent(row.index())])
        .min(least)
        .orElseThrow();
  }
}
