package dev.throughline.journey.stitch;

import dev.throughline.journey.Journey.Summary;
import dev.throughline.journey.Step;
import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The journey in numbers. */
final class Summarize {
  private Summarize() {}

  static Summary steps(List<Step> steps) {
    Set<String> services = new LinkedHashSet<>();
    Set<Object> sessions = new HashSet<>();
    Set<Object> traces = new HashSet<>();
    int spans = 0;
    int logs = 0;
    int events = 0;
    int errors = 0;
    for (Step step : steps) {
      services.add(step.service());
      addIfThere(sessions, step.signal().ids().sessionId());
      addIfThere(traces, step.signal().ids().traceId());
      errors += step.signal().isError() ? 1 : 0;
      switch (step.signal()) {
        case Span span -> spans++;
        case LogRecord log when log.isEvent() -> events++;
        case LogRecord log -> logs++;
      }
    }
    return new Summary(
        List.copyOf(services),
        sessions.size(),
        traces.size(),
        spans,
        logs,
        events,
        errors,
        started(steps),
        ended(steps));
  }

  private static void addIfThere(Set<Object> ids, @Nullable Object id) {
    if (id != null) {
      ids.add(id);
    }
  }

  private static @Nullable Instant started(List<Step> steps) {
    return believable(steps).stream().map(Step::time).min(Instant::compareTo).orElse(null);
  }

  private static @Nullable Instant ended(List<Step> steps) {
    return believable(steps).stream().map(Summarize::end).max(Instant::compareTo).orElse(null);
  }

  /** A time that nobody can believe must not make a journey of 200 years; unless all are so. */
  private static List<Step> believable(List<Step> steps) {
    List<Step> believable =
        steps.stream().filter(step -> !step.marks().contains(Mark.TIME_ABSURD)).toList();
    return believable.isEmpty() ? steps : believable;
  }

  private static Instant end(Step step) {
    return step.signal() instanceof Span span && span.end().isAfter(span.time())
        ? step.time().plus(Duration.between(span.time(), span.end()))
        : step.time();
  }
}
