package dev.throughline.journey.stitch;

import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives every row its place: spans under the span that caused them, logs and events under the span
 * they were written in, consumers under what they consume. A row whose place is named but not there
 * is marked unplaced and stands alone; it is never hung on the root.
 *
 * <p>Phase 6. In: rows and corrected times. Out: a {@link Tree} without cycles, its doubts marked.
 * A row in a wrong place is worse than one without.
 */
final class Parent {
  private final List<Row> rows;
  private final SpanIndex spans;
  private final Messages messages;
  private final Surroundings surroundings;

  private Parent(List<Row> rows, Timeline timeline) {
    this.rows = rows;
    this.spans = new SpanIndex(rows);
    this.messages = new Messages(rows);
    this.surroundings = new Surroundings(rows, timeline);
  }

  /**
   * @param inferred places known from elsewhere: row index to the index of the row above
   */
  static Tree of(List<Row> rows, Timeline timeline, Map<Integer, Integer> inferred) {
    return new Parent(rows, timeline).tree(inferred);
  }

  private Tree tree(Map<Integer, Integer> inferred) {
    int[] parents = new int[rows.size()];
    Arrays.fill(parents, Tree.NONE);
    for (Row row : rows) {
      place(row).filter(parent -> parent != row).ifPresent(p -> parents[row.index()] = p.index());
    }
    inferred.forEach((index, parent) -> parents[index] = parent);
    Tree tree = new Tree(rows, parents);
    for (Row row : rows) {
      markDoubts(row, tree);
    }
    return tree;
  }

  private Optional<Row> place(Row row) {
    return switch (row.signal()) {
      case Span span -> placeOfSpan(row, span);
      case LogRecord log -> placeOfLog(row, log);
    };
  }

  private Optional<Row> placeOfSpan(Row row, Span span) {
    Optional<Row> parent =
        row.reports()
            .flatMap(report -> spans.find(SpanKey.parentOf((Span) report), row).stream())
            .findFirst();
    return parent.isPresent() || span.kind() != Span.Kind.CONSUMER && hasParentId(row)
        ? parent
        : placeOfConsumer(row, span);
  }

  /** A consumer that began a trace of its own still has a cause: the message it took. */
  private Optional<Row> placeOfConsumer(Row row, Span span) {
    Optional<Row> linked =
        span.causes().stream()
            .flatMap(link -> spans.find(SpanKey.of(link), row).stream())
            .filter(cause -> cause != row)
            .findFirst();
    return linked.isPresent() ? linked : messages.producerFor(row);
  }

  private Optional<Row> placeOfLog(Row row, LogRecord log) {
    Optional<Row> span = spans.find(SpanKey.named(log.ids()), row);
    if (span.isPresent()) {
      return span;
    }
    Optional<Row> covering = surroundings.innermostCovering(row);
    return covering.isPresent() ? covering : surroundings.requestOf(row);
  }

  private void markDoubts(Row row, Tree tree) {
    if (tree.parent(row.index()) != Tree.NONE) {
      return;
    }
    if (row.signal() instanceof Span span) {
      if (span.spanId().equals(span.parentSpanId())) {
        tree.mark(row.index(), Mark.CYCLE_CUT);
      } else if (hasParentId(row) && !tree.marks(row.index()).contains(Mark.CYCLE_CUT)) {
        tree.mark(row.index(), Mark.UNPLACED);
      }
    } else if (surroundings.hasSpansOfTrace(row)) {
      tree.mark(row.index(), Mark.UNPLACED);
    }
  }

  private static boolean hasParentId(Row row) {
    return row.reports().anyMatch(report -> ((Span) report).parentSpanId() != null);
  }
}
