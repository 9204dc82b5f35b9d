package dev.throughline.journey.stitch;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Gap.Cause;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Spans of which only log lines and events tell: an exporter gave them up while nobody listened,
 * say, and the lines came later. A line that bears a sampled span's id names a span that was to be
 * recorded; where its service reports others in this journey, that one is missing. A service that
 * reports no span at all may be one that only logs.
 */
final class LostSpans {
  /** A source that removes by age may have removed the span before the lines in it. */
  private static final Duration LONGEST_REQUEST = Duration.ofHours(1);

  private final List<Row> ordered;
  private final Draft draft;
  private final Set<SpanKey> recorded = new HashSet<>();
  private final Set<String> reporting = new HashSet<>();

  LostSpans(List<Row> ordered, Draft draft) {
    this.ordered = ordered;
    this.draft = draft;
    // Also what is not in the journey: somebody else's span is no lost one.
    for (Row row : draft.rows) {
      if (row.span() != null) {
        row.reports().forEach(report -> recorded.add(SpanKey.of((Span) report)));
      }
    }
    for (Row row : ordered) {
      if (row.span() != null) {
        reporting.add(row.signal().resource().serviceName());
      }
    }
    // Whatever a store refused is told as dropped.
    draft.lossReports.stream()
        .map(loss -> SpanKey.named(loss.report().ids()))
        .filter(Objects::nonNull)
        .forEach(recorded::add);
  }

  /**
   * One gap for each service and trace, after the first line that names a lost span.
   *
   * @param unsettled traces with rows so young that the rest may be on its way
   * @param keptSince before when sources have removed what they held
   */
  List<Gap> gaps(int[] steps, Set<TraceId> unsettled, Collection<Instant> keptSince) {
    Map<Place, Lost> lost = new LinkedHashMap<>();
    for (Row row : ordered) {
      SpanKey span = SpanKey.named(row.signal().ids());
      if (span != null
          && isLost(row, span)
          && !unsettled.contains(span.trace())
          && isKept(row, keptSince)) {
        String service = row.signal().resource().serviceName();
        lost.computeIfAbsent(
                new Place(service, span.trace()), place -> new Lost(steps[row.index()]))
            .spans
            .add(span.span());
      }
    }
    List<Gap> gaps = new ArrayList<>();
    lost.forEach((place, what) -> gaps.add(what.gap(place.service)));
    return gaps;
  }

  private boolean isLost(Row row, SpanKey span) {
    Integer flags = row.signal().ids().traceFlags();
    return row.span() == null
        && flags != null
        && (flags & 1) == 1
        && !recorded.contains(span)
        && reporting.contains(row.signal().resource().serviceName())
        && !draft.cut.contains(Tie.trace(span.trace().hex()));
  }

  private static boolean isKept(Row row, Collection<Instant> keptSince) {
    Instant time = row.signal().time();
    return keptSince.stream().noneMatch(since -> time.isBefore(since.plus(LONGEST_REQUEST)));
  }

  private record Place(String service, TraceId trace) {}

  private static final class Lost {
    private final int after;
    private final Set<SpanId> spans = new HashSet<>();

    Lost(int after) {
      this.after = after;
    }

    Gap gap(String service) {
      String why = "reports otherwise, but not the spans that its log lines name";
      return new Gap(Cause.MISSING, service, after, spans.size(), why);
    }
  }
}
