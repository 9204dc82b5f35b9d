package dev.throughline.journey.stitch;

import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.TimeRange;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What handles other than a user show: the records that name them and, since traces come whole, the
 * traces of those. Several kinds of handles narrow one another.
 */
final class Scope {
  private Scope() {}

  /** Whether each row, by its index, is in the scope of every kind of handle. */
  static boolean[] of(List<Row> rows, List<Set<Handle>> kinds, TimeRange window) {
    boolean[] inside = new boolean[rows.size()];
    Arrays.fill(inside, true);
    for (Set<Handle> kind : kinds) {
      boolean[] ofKind = ofKind(rows, kind, window);
      for (int i = 0; i < inside.length; i++) {
        inside[i] &= ofKind[i];
      }
    }
    return inside;
  }

  private static boolean[] ofKind(List<Row> rows, Set<Handle> kind, TimeRange window) {
    boolean[] inside = new boolean[rows.size()];
    Set<TraceId> traces = new HashSet<>();
    for (Row row : rows) {
      if (isSeed(row, kind, window)) {
        inside[row.index()] = true;
        TraceId trace = row.signal().ids().traceId();
        if (trace != null) {
          traces.add(trace);
        }
      }
    }
    for (Row row : rows) {
      TraceId trace = row.signal().ids().traceId();
      inside[row.index()] |= trace != null && traces.contains(trace);
    }
    return inside;
  }

  /** A trace asked for by its id has no window. */
  static boolean isSeed(Row row, Set<Handle> kind, TimeRange window) {
    return kind.stream()
        .anyMatch(
            handle ->
                (handle instanceof Handle.Trace || window.contains(row.signal().time()))
                    && row.reports().anyMatch(handle::matches));
  }
}
