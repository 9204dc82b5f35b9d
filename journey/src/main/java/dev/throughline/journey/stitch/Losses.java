package dev.throughline.journey.stitch;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Gap.Cause;
import dev.throughline.journey.model.LossReport;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.ProcessReader.Process;
import dev.throughline.journey.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known to have been lost of a journey: records that a store refused, as long as they are
 * not here after all; what its processes say they dropped, then or soon after; and what a writer's
 * own limits took from its spans.
 */
final class Losses {
  /** A drop counter is told when the connection is back. */
  private static final Duration TOLD_WITHIN = Duration.ofMinutes(5);

  private static final List<String> DROPPED_PARTS =
      List.of("dropped_events_count", "dropped_links_count");

  private final List<Row> ordered;
  private final int[] steps;
  private final Timeline timeline;
  private final Draft draft;
  private final Set<Tie> ties = new HashSet<>();
  private final Map<Process, TimeRange> processes = new HashMap<>();
  private final Set<String> present = new HashSet<>();

  Losses(List<Row> ordered, int[] steps, Timeline timeline, Draft draft) {
    this.ordered = ordered;
    this.steps = steps;
    this.timeline = timeline;
    this.draft = draft;
    if (!draft.lossReports.isEmpty()) {
      ordered.forEach(this::note);
      draft.rows.forEach(
          row -> row.reports().forEach(report -> present.add(report.recordId().value())));
    }
  }

  private void note(Row row) {
    ties.addAll(draft.joins(row));
    Signal signal = row.signal();
    Instant end = row.span() == null ? signal.time() : row.span().end();
    Instant last = end.isBefore(signal.time()) ? signal.time() : end;
    processes.merge(
        Process.of(signal.resource()), new TimeRange(signal.time(), last), Losses::both);
  }

  private static TimeRange both(TimeRange a, TimeRange b) {
    return new TimeRange(
        a.from().isBefore(b.from()) ? a.from() : b.from(),
        a.to().isAfter(b.to()) ? a.to() : b.to());
  }

  /** One gap for each service and reason, after the last step of that service before the loss. */
  List<Gap> gaps() {
    Map<Kind, Lost> lost = new TreeMap<>(Kind.ORDER);
    Map<String, LossReport> reports = new TreeMap<>();
    draft.lossReports.forEach(r -> reports.put(r.report().recordId().value(), r));
    for (LossReport report : reports.values()) {
      if (isOfJourney(report)) {
        String service = report.report().resource().serviceName();
        lost.computeIfAbsent(new Kind(service, report.reason()), k -> new Lost())
            .add(report.count(), lastStepBefore(report));
      }
    }
    ordered.forEach(row -> addParts(row, lost));
    List<Gap> gaps = new ArrayList<>();
    lost.forEach((kind, of) -> gaps.add(of.gap(kind)));
    return gaps;
  }

  private boolean isOfJourney(LossReport loss) {
    if (loss.record() != null && present.contains(loss.record().value())) {
      return false;
    }
    Signal report = loss.report();
    if (report.ids().isEmpty()) {
      TimeRange active = processes.get(Process.of(report.resource()));
      return active != null
          && new TimeRange(active.from(), active.to().plus(TOLD_WITHIN)).contains(report.time());
    }
    return switch (draft.person.named(report.ids())) {
      case SELF -> true;
      case OTHER -> false;
      case NOBODY -> Tie.of(report).stream().anyMatch(ties::contains);
    };
  }

  private @Nullable Integer lastStepBefore(LossReport loss) {
    Signal report = loss.report();
    Instant time = timeline.corrected(report, report.time());
    String service = report.resource().serviceName();
    Integer last = null;
    for (Row row : ordered) {
      if (row.signal().resource().serviceName().equals(service)
          && !timeline.start(row).isAfter(time)) {
        last = steps[row.index()];
      }
    }
    return last;
  }

  private void addParts(Row row, Map<Kind, Lost> lost) {
    long parts =
        DROPPED_PARTS.stream()
            .flatMap(key -> row.signal().attributes().text(key).stream())
            .filter(count -> count.matches("[1-9][0-9]{0,17}"))
            .mapToLong(Long::parseLong)
            .sum();
    if (parts > 0) {
      String service = row.signal().resource().serviceName();
      lost.computeIfAbsent(
              new Kind(service, "its own limits took events or links from its spans"),
              kind -> new Lost())
          .add(parts, steps[row.index()]);
    }
  }

  private record Kind(String service, String reason) {
    static final Comparator<Kind> ORDER =
        Comparator.comparing(Kind::service).thenComparing(Kind::reason);
  }

  private static final class Lost {
    private long count;
    private @Nullable Integer after;

    void add(long more, @Nullable Integer step) {
      count += more;
      after = after == null || step != null && step < after ? step : after;
    }

    Gap gap(Kind kind) {
      return new Gap(Cause.DROPPED, kind.service, after, count, kind.reason);
    }
  }
}
