package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows a failed request down to where the failure began: as long as a call that failed explains
 * it, to the callee. A call that was given up waiting leads to the callee even if that ended well,
 * or never reported. A consumer explains nothing, as nobody waited for it, unless it replied.
 */
final class Blame {
  /** A request that spent this much of its time in one call was late because of it. */
  private static final double MOST = 0.5;

  private final Calls calls;

  Blame(Calls calls) {
    this.calls = calls;
  }

  Culprit of(Row failedEntry) {
    List<Row> through = new ArrayList<>();
    Row at = failedEntry;
    Row givenUp = null;
    while (true) {
      Optional<Row> call = givenUp != null ? slowCallOf(at) : failedCallOf(at);
      if (call.isEmpty()) {
        return givenUp == null
            ? new Culprit(at, service(at), null, null, through)
            : late(at, givenUp, through);
      }
      Optional<Row> callee = calleeOf(call.get());
      through.addFirst(at);
      if (callee.isEmpty()) {
        return unreported(call.get(), through);
      }
      at = callee.get();
      givenUp = Outcome.isFailure(at) ? null : givenUp != null ? givenUp : call.get();
    }
  }

  private Culprit late(Row callee, Row givenUp, List<Row> through) {
    String reason =
        "answered after %s; %s had given up after %s"
            .formatted(text(length(callee)), service(givenUp), text(length(givenUp)));
    return new Culprit(callee, service(callee), reason, givenUp, through);
  }

  private static String text(Duration length) {
    return String.format(Locale.ROOT, "%.2f s", length.toNanos() / 1e9);
  }

  /** The first call of a request that failed and was not made good by a later attempt. */
  private Optional<Row> failedCallOf(Row entry) {
    return ways(entry)
        .filter(row -> explains(row) && !calls.isRecovered(row))
        .min(Comparator.comparing(calls.timeline()::end).thenComparing(Row::index));
  }

  private boolean explains(Row part) {
    Span span = Objects.requireNonNull(part.span());
    boolean calleeFailed = answering(part).anyMatch(Outcome::isFailure);
    if (span.kind() != Span.Kind.CLIENT) {
      return calleeFailed;
    }
    if (calleeFailed) {
      return true;
    }
    if (!Outcome.isFailure(span)) {
      return false;
    }
    // A database's error is most often the query's: the service that asked stands for it.
    boolean silent = calls.awaitedBy(part).isEmpty() && !Outcome.isDatabase(part);
    return Outcome.isTimeout(span) || silent && Outcome.peer(span).isPresent();
  }

  /** The call in which a request that was late spent most of its time. */
  private Optional<Row> slowCallOf(Row entry) {
    double most = length(entry).toNanos() * MOST;
    return ways(entry)
        .filter(row -> Kinds.isSending(row) && !isProducer(row))
        .filter(row -> length(row).toNanos() > most)
        .max(Comparator.comparing(this::length).thenComparing(Row::index));
  }

  private static boolean isProducer(Row row) {
    return row.span() != null && row.span().kind() == Span.Kind.PRODUCER;
  }

  private Stream<Row> ways(Row entry) {
    return Stream.concat(Stream.of(entry), calls.partsOf(entry).stream())
        .filter(row -> row.span() != null);
  }

  private Optional<Row> calleeOf(Row call) {
    return answering(call)
        .min(
            Comparator.comparing((Row row) -> !Outcome.isFailure(row))
                .thenComparing(calls.timeline()::start)
                .thenComparing(Row::index));
  }

  /** The requests that were waited for: the callees, and of a message whoever replied to it. */
  private Stream<Row> answering(Row part) {
    return Stream.concat(
        calls.awaitedBy(part).stream(),
        calls.childrenOf(part).stream().filter(child -> hasReplied(child, part)));
  }

  /** A consumer whose own message was taken by the sender, while that was still at it. */
  private boolean hasReplied(Row consumer, Row producer) {
    Row asker = calls.entryOf(producer);
    return isProducer(producer)
        && Calls.isConsumer(consumer)
        && calls.partsOf(consumer).stream()
            .filter(Blame::isProducer)
            .flatMap(reply -> calls.childrenOf(reply).stream())
            .anyMatch(taken -> isTakenBy(taken, asker));
  }

  private boolean isTakenBy(Row taken, Row asker) {
    return Calls.isConsumer(taken)
        && taken.process().equals(asker.process())
        && !calls.timeline().start(taken).isAfter(calls.timeline().end(asker));
  }

  /** Nobody reported from the other side: its name is all that is known of it. */
  private static Culprit unreported(Row call, List<Row> through) {
    Span span = Objects.requireNonNull(call.span());
    String peer = Outcome.peer(span).orElse(service(call));
    String what = Outcome.isTimeout(span) ? "never answered" : "could not be reached, or failed";
    String said = Outcome.reason(span).map(words -> ": " + words).orElse("");
    return new Culprit(call, peer, what + said, null, through);
  }

  private Duration length(Row row) {
    return Duration.between(calls.timeline().start(row), calls.timeline().end(row));
  }

  private static String service(Row row) {
    return row.signal().resource().serviceName();
  }
}
