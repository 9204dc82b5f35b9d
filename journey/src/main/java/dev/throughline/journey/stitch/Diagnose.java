package dev.throughline.journey.stitch;

import dev.throughline.journey.Journey.Failure;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names the failures of a journey, each with the service where it began, the evidence, and who only
 * passed it on. A failure is a request whose entry span failed, or, weaker, an ERROR log record
 * with an exception in a request that succeeded all the same. 4xx, lone ERROR lines and attempts
 * that a later one made good are noise: nobody is accused for them.
 *
 * <p>Phase 10. In: the ordered rows and the {@link Calls} between them. Out: failures in order;
 * {@link Blame} follows each down to its {@link Culprit}, {@link Origin} chooses the one to show
 * first.
 */
final class Diagnose {
  private final List<Row> ordered;
  private final Calls calls;
  private final int[] steps;
  private final Set<Row> blamed = new HashSet<>();
  private final Set<String> failedMessages = new HashSet<>();

  private Diagnose(List<Row> ordered, Calls calls, int[] steps) {
    this.ordered = ordered;
    this.calls = calls;
    this.steps = steps;
  }

  /**
   * @param ordered the journey's rows
   * @param steps their numbers by row index
   * @return in the journey's order
   */
  static List<Failure> failures(List<Row> ordered, Calls calls, int[] steps) {
    return new Diagnose(ordered, calls, steps).run();
  }

  private List<Failure> run() {
    List<Failure> failures = new ArrayList<>();
    ordered.stream()
        .filter(this::isFailedAlone)
        .forEach(row -> blame(row).ifPresent(failures::add));
    ordered.stream()
        .filter(row -> Outcome.isExceptionLog(row.signal()))
        .forEach(row -> swallowed(row).ifPresent(failures::add));
    failures.sort(Comparator.comparing(Failure::step));
    return failures;
  }

  /** A failed request whose caller did not fail, or did not wait: the failure ended here. */
  private boolean isFailedAlone(Row row) {
    if (!calls.isEntry(row) || !Outcome.isFailure(row)) {
      return false;
    }
    return !calls.isAwaited(row) ? !wasTriedAgain(row) : isEndOfPropagation(row);
  }

  /** The caller went on as if nothing had been: it lived with the failure, but it is one. */
  private boolean isEndOfPropagation(Row row) {
    Row caller = calls.callerOf(row);
    return !Outcome.isFailure(caller) && !isMadeGood(row);
  }

  private boolean isMadeGood(Row entry) {
    return calls.isRecovered(entry) || calls.callOf(entry).filter(calls::isRecovered).isPresent();
  }

  /** A message is delivered again until it is taken: one failure, or none if a later one is. */
  private boolean wasTriedAgain(Row consumer) {
    List<String> messages = consumer.signal().ids().messageIds();
    if (messages.isEmpty() || !Calls.isConsumer(consumer)) {
      return calls.isRecovered(consumer);
    }
    boolean takenLater =
        ordered.stream()
            .filter(row -> Calls.isConsumer(row) && !Outcome.isFailure(row))
            .anyMatch(row -> row.signal().ids().messageIds().containsAll(messages));
    return takenLater || !failedMessages.addAll(messages);
  }

  private Optional<Failure> blame(Row failed) {
    Culprit culprit = new Blame(calls).of(failed);
    if (!blamed.add(culprit.row())) {
      return Optional.empty();
    }
    Row entry = calls.entryOf(culprit.row());
    List<Row> told = tellingLogs(entry);
    blamed.add(entry);
    List<String> evidence = new ArrayList<>();
    evidence.add(culprit.row().signal().recordId().value());
    if (culprit.givenUp() != null) {
      evidence.add(culprit.givenUp().signal().recordId().value());
    }
    told.forEach(row -> evidence.add(row.signal().recordId().value()));
    Set<String> propagated = new LinkedHashSet<>();
    culprit.through().forEach(row -> propagated.add(row.signal().resource().serviceName()));
    propagated.remove(culprit.service());
    return Optional.of(
        new Failure(
            culprit.service(),
            steps[culprit.row().index()],
            Failure.Kind.ERROR,
            reason(culprit, told),
            evidence,
            List.copyOf(propagated)));
  }

  /** What the request's own service logged at ERROR, in order. */
  private List<Row> tellingLogs(Row entry) {
    String service = entry.signal().resource().serviceName();
    return calls.partsOf(entry).stream()
        .filter(row -> row.signal() instanceof LogRecord log && log.isError())
        .filter(row -> row.signal().resource().serviceName().equals(service))
        .sorted(Comparator.comparing(row -> steps[row.index()]))
        .toList();
  }

  private String reason(Culprit culprit, List<Row> told) {
    if (culprit.reason() != null) {
      return culprit.reason();
    }
    return told.stream()
        .findFirst()
        .map(row -> words(row.signal()))
        .or(() -> deepestReason(culprit.row()))
        .orElse("failed without saying why");
  }

  private Optional<String> deepestReason(Row entry) {
    Optional<String> inside =
        calls.partsOf(entry).stream()
            .filter(row -> Outcome.isFailure(row))
            .sorted(Comparator.comparing(row -> -steps[row.index()]))
            .flatMap(row -> reasonOf(row.span()).stream())
            .findFirst();
    return inside.or(() -> reasonOf(entry.span()));
  }

  private static Optional<String> reasonOf(@Nullable Span span) {
    return span == null ? Optional.empty() : Outcome.reason(span);
  }

  private static String words(Signal signal) {
    return signal instanceof LogRecord log ? log.body() : "";
  }

  private Optional<Failure> swallowed(Row log) {
    Row entry = calls.entryOf(log);
    if (Outcome.isFailure(entry) || isMadeGoodNear(log, entry) || !blamed.add(entry)) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure(
            log.signal().resource().serviceName(),
            steps[log.index()],
            Failure.Kind.SWALLOWED,
            words(log.signal()),
            List.of(log.signal().recordId().value()),
            List.of()));
  }

  /** The line tells of an attempt that a later one made good. */
  private boolean isMadeGoodNear(Row log, Row entry) {
    return calls.partsOf(entry).stream()
        .anyMatch(
            row ->
                Outcome.isFailure(row)
                    && calls.isRecovered(row)
                    && !calls.timeline().end(row).isAfter(calls.timeline().start(log)));
  }
}
