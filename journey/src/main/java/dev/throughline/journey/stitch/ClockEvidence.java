package dev.throughline.journey.stitch;

import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Pairs of spans on different clocks of which one must have begun before the other: what tells of
 * the clocks' errors. Spans of one clock are never compared.
 *
 * @param cause the span that began first, truly
 * @param encloses whether it also ended last, as a client's span does around the server's
 */
record ClockEvidence(Span cause, Span effect, boolean encloses) {
  private static final long COARSE_NANOS = 1_000_000;

  static List<ClockEvidence> in(List<Row> rows) {
    List<ClockEvidence> evidence = new ArrayList<>();
    SpanIndex spans = new SpanIndex(rows);
    Messages messages = new Messages(rows);
    for (Row row : rows) {
      if (row.span() != null && !isAbsurd(row)) {
        Span span = row.span();
        spans.find(SpanKey.parentOf(span), row).ifPresent(parent -> add(parent, row, evidence));
        span.causes().stream()
            .flatMap(link -> spans.find(SpanKey.of(link), row).stream())
            .forEach(cause -> add(cause, row, evidence));
        messages.producersFor(row).forEach(cause -> add(cause, row, evidence));
        row.merged().forEach(half -> add((Span) half, span, evidence));
      }
    }
    return evidence;
  }

  private static boolean isAbsurd(Row row) {
    return row.marks().contains(Mark.TIME_ABSURD);
  }

  private static void add(Row cause, Row effect, List<ClockEvidence> into) {
    if (!isAbsurd(cause)) {
      add(Objects.requireNonNull(cause.span()), Objects.requireNonNull(effect.span()), into);
    }
  }

  private static void add(Span cause, Span effect, List<ClockEvidence> into) {
    if (!cause.resource().clock().equals(effect.resource().clock())) {
      boolean call = cause.kind() == Span.Kind.CLIENT && effect.kind() == Span.Kind.SERVER;
      // A caller that gave up did not see the end.
      boolean waited = cause.duration().compareTo(effect.duration()) >= 0;
      into.add(new ClockEvidence(cause, effect, call && waited));
    }
  }

  /** Bounds of the effect's clock error minus the cause's, in nanoseconds. */
  Interval bounds() {
    double high = nanos(cause.time(), effect.time());
    double low = encloses ? nanos(cause.end(), effect.end()) : Double.NEGATIVE_INFINITY;
    return new Interval(low, high).padded(coarseness());
  }

  /** A writer that knows milliseconds only may be a whole one off. */
  private double coarseness() {
    return isCoarse(cause.time()) || isCoarse(effect.time()) ? COARSE_NANOS : 1000;
  }

  private static boolean isCoarse(Instant time) {
    return time.getNano() % COARSE_NANOS == 0;
  }

  private static double nanos(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    return between.getSeconds() * 1e9 + between.getNano();
  }
}
