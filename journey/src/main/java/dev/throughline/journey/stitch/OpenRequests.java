package dev.throughline.journey.stitch;

import static java.util.Comparator.comparing;

import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The spans of one process that are open at a moment, by trace; the moment only moves forward. */
final class OpenRequests {
  private static final Comparator<Span> SHORTEST_FIRST =
      comparing(Span::duration).thenComparing(Span::recordId);

  private final List<Span> spans;
  private final PriorityQueue<Span> open = new PriorityQueue<>(comparing(Span::end));
  private final TreeMap<TraceId, TreeSet<Span>> byTrace = new TreeMap<>(comparing(TraceId::hex));
  private int next;

  OpenRequests(Collection<Span> all) {
    spans = new ArrayList<>(all);
    spans.sort(comparing(Span::time));
  }

  /**
   * @param time not before the last one
   */
  void moveTo(Instant time) {
    for (; next < spans.size() && !spans.get(next).time().isAfter(time); next++) {
      Span span = spans.get(next);
      open.add(span);
      byTrace.computeIfAbsent(span.traceId(), t -> new TreeSet<>(SHORTEST_FIRST)).add(span);
    }
    while (!open.isEmpty() && open.peek().end().isBefore(time)) {
      close(open.remove());
    }
  }

  private void close(Span span) {
    TreeSet<Span> ofTrace = Objects.requireNonNull(byTrace.get(span.traceId()));
    ofTrace.remove(span);
    if (ofTrace.isEmpty()) {
      byTrace.remove(span.traceId());
    }
  }

  Set<TraceId> traces() {
    return byTrace.keySet();
  }

  /**
   * @param trace one of {@link #traces}
   */
  Span innermost(TraceId trace) {
    return Objects.requireNonNull(byTrace.get(trace)).first();
  }
}
