package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The tree seen as requests that call requests. A request is an entry span, a server's or
 * consumer's or one without parent, with everything below it up to the next entry.
 */
final class Calls {
  private final List<Row> rows;
  private final Tree tree;
  private final int[][] children;
  private final Timeline timeline;

  Calls(List<Row> rows, Tree tree, Timeline timeline) {
    this.rows = rows;
    this.tree = tree;
    this.children = tree.children();
    this.timeline = timeline;
  }

  boolean isEntry(Row row) {
    return row.span() != null && (Kinds.isReceiving(row) || tree.parent(row.index()) == Tree.NONE);
  }

  /** The entry of the request a row belongs to; the topmost row where there is no span above. */
  Row entryOf(Row row) {
    Row at = row;
    while (!isEntry(at) && tree.parent(at.index()) != Tree.NONE) {
      at = rows.get(tree.parent(at.index()));
    }
    return at;
  }

  /** Whether a request was called by another one in this journey, which waited for it. */
  boolean isAwaited(Row entry) {
    return tree.parent(entry.index()) != Tree.NONE && !isConsumer(entry);
  }

  /** The request that called this one. */
  Row callerOf(Row entry) {
    return entryOf(rows.get(tree.parent(entry.index())));
  }

  /** The row from which a request was called. */
  Optional<Row> callOf(Row entry) {
    int parent = tree.parent(entry.index());
    return parent == Tree.NONE ? Optional.empty() : Optional.of(rows.get(parent));
  }

  /** All rows of a request but its entry, in no particular order. */
  List<Row> partsOf(Row entry) {
    List<Row> parts = new ArrayList<>();
    List<Row> open = new ArrayList<>(List.of(entry));
    while (!open.isEmpty()) {
      for (int child : children[open.removeLast().index()]) {
        Row row = rows.get(child);
        if (!isEntry(row)) {
          parts.add(row);
          open.add(row);
        }
      }
    }
    return parts;
  }

  /** The requests that a row of a request called and waited for. */
  List<Row> awaitedBy(Row part) {
    List<Row> called = new ArrayList<>();
    for (int child : children[part.index()]) {
      Row row = rows.get(child);
      if (isEntry(row) && !isConsumer(row)) {
        called.add(row);
      }
    }
    return called;
  }

  List<Row> childrenOf(Row row) {
    List<Row> of = new ArrayList<>();
    for (int child : children[row.index()]) {
      of.add(rows.get(child));
    }
    return of;
  }

  /** A later attempt at the same thing that went well: what failed before was made good. */
  boolean isRecovered(Row call) {
    int parent = tree.parent(call.index());
    if (parent == Tree.NONE || call.span() == null) {
      return false;
    }
    return childrenOf(rows.get(parent)).stream()
        .anyMatch(
            other ->
                other != call
                    && isSameCall(call, other)
                    && timeline.start(other).isAfter(timeline.start(call))
                    && !Outcome.isFailure(other));
  }

  private static boolean isSameCall(Row a, Row b) {
    if (a.span() == null || b.span() == null) {
      return false;
    }
    return a.span().kind() == b.span().kind()
        && a.span().name().equals(b.span().name())
        && a.signal().resource().serviceName().equals(b.signal().resource().serviceName())
        && Outcome.peer(a.span()).equals(Outcome.peer(b.span()));
  }

  static boolean isConsumer(Row row) {
    return row.span() != null && Objects.requireNonNull(row.span()).kind() == Span.Kind.CONSUMER;
  }

  Timeline timeline() {
    return timeline;
  }
}
