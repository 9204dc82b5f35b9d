package dev.throughline.journey.stitch;

import static java.util.Comparator.comparing;

import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From what the sources sent to rows: each record once, several reports of one span together, what
 * cannot be believed marked. Nothing is dropped, and the order of delivery leaves no trace: rows
 * are numbered by record id.
 *
 * <p>Phase 3. In: signals of all sources, in any order, any of them twice. Out: rows, whose index
 * is their place in the arrays of all later phases. Deliveries repeat; a story must not.
 */
final class Clean {
  private static final Instant BELIEVABLE_FROM = Instant.parse("2000-01-01T00:00:00Z");
  private static final Duration BELIEVABLE_AHEAD = Duration.ofDays(1);
  private static final Duration BELIEVABLE_LENGTH = Duration.ofDays(366);

  private static final Comparator<Signal> BY_ID = comparing(Signal::recordId);

  /** A later end has seen more of the span; then the report that says more. */
  private static final Comparator<Span> FULLEST =
      comparing(Span::end)
          .thenComparing(span -> span.attributes().asMap().size())
          .thenComparing(BY_ID.reversed());

  private Clean() {}

  /** Which of two copies of one record to keep, whichever came first. */
  static Signal preferred(Signal a, Signal b) {
    return comparing(Signal::receivedAt).thenComparing(Signal::origin).compare(a, b) <= 0 ? a : b;
  }

  static List<Row> rows(Collection<? extends Signal> signals) {
    Map<SpanKey, List<Span>> spans = new HashMap<>();
    List<Entry> entries = new ArrayList<>(signals.size());
    for (Signal signal : distinct(signals)) {
      if (signal instanceof Span span) {
        spans.computeIfAbsent(SpanKey.of(span), key -> new ArrayList<>(1)).add(span);
      } else {
        entries.add(new Entry(signal, List.of(), false));
      }
    }
    spans.values().forEach(reports -> merge(reports, entries));
    entries.sort(comparing(Entry::leading, BY_ID));
    List<Row> rows = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      rows.add(new Row(rows.size(), entry.leading, entry.merged, marks(entry)));
    }
    return rows;
  }

  private static Collection<Signal> distinct(Collection<? extends Signal> signals) {
    Map<String, Signal> byId = HashMap.newHashMap(signals.size());
    signals.forEach(signal -> byId.merge(signal.recordId().value(), signal, Clean::preferred));
    return byId.values();
  }

  private static void merge(List<Span> reports, List<Entry> into) {
    if (reports.size() == 1) {
      into.add(new Entry(reports.getFirst(), List.of(), false));
      return;
    }
    reports.sort(BY_ID);
    List<Entry> operations = new ArrayList<>();
    while (!reports.isEmpty()) {
      operations.add(takeOneOperation(reports));
    }
    boolean duplicateId = operations.size() > 1;
    operations.forEach(o -> into.add(new Entry(o.leading, o.merged, duplicateId)));
  }

  /** Removes the first report and all that tell of the same operation. */
  private static Entry takeOneOperation(List<Span> reports) {
    Span first = reports.getFirst();
    List<Span> same = new ArrayList<>();
    reports.removeIf(span -> sameOperation(first, span) && same.add(span));
    Span leading =
        same.stream()
            .max(comparing((Span span) -> Kinds.isReceiving(span)).thenComparing(FULLEST))
            .get();
    same.remove(leading);
    return new Entry(leading, List.<Signal>copyOf(same), false);
  }

  private static boolean sameOperation(Span a, Span b) {
    return a == b || isPartialReport(a, b) || areHalves(a, b);
  }

  /** One process told of one span twice, the first time perhaps before it ended. */
  private static boolean isPartialReport(Span a, Span b) {
    return a.kind() == b.kind()
        && a.name().equals(b.name())
        && a.time().equals(b.time())
        && a.resource().serviceName().equals(b.resource().serviceName())
        && a.resource().instance().equals(b.resource().instance());
  }

  /** Caller and callee that share one span id, as Zipkin's B3 propagation does. */
  private static boolean areHalves(Span a, Span b) {
    return Kinds.isReceiving(a) != Kinds.isReceiving(b) && Kinds.isSending(a) != Kinds.isSending(b);
  }

  private static Set<Mark> marks(Entry entry) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    if (!entry.merged.isEmpty()) {
      marks.add(Mark.MERGED);
    }
    if (entry.duplicateId) {
      marks.add(Mark.DUPLICATE_ID);
    }
    if (isAbsurd(entry.leading)) {
      marks.add(Mark.TIME_ABSURD);
    }
    return marks;
  }

  private static boolean isAbsurd(Signal signal) {
    Instant latest = signal.receivedAt().plus(BELIEVABLE_AHEAD);
    if (signal.time().isBefore(BELIEVABLE_FROM) || signal.time().isAfter(latest)) {
      return true;
    }
    return signal instanceof Span span
        && (span.end().isBefore(span.time())
            || span.end().isAfter(span.time().plus(BELIEVABLE_LENGTH)));
  }

  private record Entry(Signal leading, List<Signal> merged, boolean duplicateId) {}
}
