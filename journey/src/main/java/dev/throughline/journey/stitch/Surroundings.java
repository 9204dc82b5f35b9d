package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the span around a log line that names no span we have: of its own process and request,
 * covering its time; or else the request itself.
 */
final class Surroundings {
  private final Timeline timeline;
  private final Map<Request, List<Row>> byRequest = new HashMap<>();
  private final Set<TraceId> traces = new HashSet<>();

  Surroundings(List<Row> rows, Timeline timeline) {
    this.timeline = timeline;
    for (Row row : rows) {
      if (row.span() != null) {
        traces.add(Objects.requireNonNull(row.signal().ids().traceId()));
        requestsOf(row).forEach(r -> byRequest.computeIfAbsent(r, k -> new ArrayList<>()).add(row));
      }
    }
    Comparator<Row> byStart = Comparator.comparing(timeline::start);
    byRequest.values().forEach(spans -> spans.sort(byStart.thenComparing(Row::index)));
  }

  /** The shortest span of the row's process and request that was open when it was written. */
  Optional<Row> innermostCovering(Row row) {
    Instant time = timeline.start(row);
    return spansAround(row)
        .filter(span -> span.process().equals(row.process()))
        .filter(span -> !timeline.start(span).isAfter(time) && !timeline.end(span).isBefore(time))
        .min(Comparator.comparing(this::length).thenComparing(Row::index));
  }

  /** The first span of the row's service in its request. */
  Optional<Row> requestOf(Row row) {
    return spansAround(row).findFirst();
  }

  /** Whether spans of the trace that the row names were recorded at all. */
  boolean hasSpansOfTrace(Row row) {
    TraceId trace = row.signal().ids().traceId();
    return trace != null && traces.contains(trace);
  }

  private Stream<Row> spansAround(Row row) {
    return requestsOf(row).stream()
        .map(request -> byRequest.getOrDefault(request, List.of()))
        .filter(spans -> !spans.isEmpty())
        .findFirst()
        .orElse(List.of())
        .stream();
  }

  private Duration length(Row span) {
    return Duration.between(timeline.start(span), timeline.end(span));
  }

  /** The trace first, as the stronger tie. */
  private static List<Request> requestsOf(Row row) {
    Ids ids = row.signal().ids();
    String service = row.signal().resource().serviceName();
    List<Request> requests = new ArrayList<>(2);
    if (ids.traceId() != null) {
      requests.add(new Request(service, ids.traceId(), null));
    }
    if (ids.correlationId() != null) {
      requests.add(new Request(service, null, ids.correlationId()));
    }
    return requests;
  }

  private record Request(String service, @Nullable TraceId trace, @Nullable String correlation) {}
}
