package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.TimeRange;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From what is known to belong to the journey to what may: the traces, correlation ids, sessions,
 * messages and links its records name. Candidates only; {@link Own} decides.
 *
 * <p>Phase 2. In: rows with their owners, so far. Out: look-ups; those already asked are passed
 * over by the caller. It goes on until an answer leads to no new one.
 */
final class Expand {
  /**
   * Who is logged in may have been said before the window began: sessions are read with a day on
   * both sides, to judge by, not to show.
   */
  private static final Duration HORIZON = Duration.ofDays(1);

  private final TimeRange window;
  private final TimeRange horizon;
  private final Set<Tie> cut;
  private final Set<Lookup> lookups = new LinkedHashSet<>();

  private Expand(TimeRange window, Set<Tie> cut) {
    this.window = window;
    this.horizon = window.padded(HORIZON);
    this.cut = cut;
  }

  static Set<Lookup> lookups(
      List<Row> rows, Ownership ownership, Person person, TimeRange window, Set<Tie> cut) {
    Expand expand = new Expand(window, cut);
    for (Row row : rows) {
      if (ownership.owns(row)) {
        row.reports().forEach(report -> expand.from(report, ownership.isShared(row)));
      }
    }
    rows.forEach(expand::readWholeToJudge);
    person.names().forEach(expand::ask);
    return expand.lookups;
  }

  /**
   * Where no person is known: the traces of what the handles show; and, to find a person, whatever
   * may tell whose they are.
   */
  static Set<Lookup> withinScope(
      List<Row> rows, Ownership inScope, TimeRange window, Set<Tie> cut, boolean whole) {
    Expand expand = new Expand(window, cut);
    for (Row row : rows) {
      TraceId trace = row.signal().ids().traceId();
      if (inScope.owns(row) && whole) {
        row.reports().forEach(report -> expand.from(report, false));
      } else if (inScope.owns(row) && trace != null) {
        expand.lookups.add(Lookup.whole(new Handle.Trace(trace), TimeRange.ALL));
      }
    }
    if (whole) {
      rows.forEach(expand::readWholeToJudge);
    }
    return expand.lookups;
  }

  /**
   * Whose a trace of the same session is may be said, or its clock be told, only deep inside: also
   * what seems to be somebody else's is read whole before it is judged.
   */
  private void readWholeToJudge(Row row) {
    Ids ids = row.signal().ids();
    if (ids.traceId() != null
        && (isFollowed(ids.sessionId(), Handle.Session::new)
            || isFollowed(ids.correlationId(), Handle.Correlation::new))) {
      lookups.add(Lookup.whole(new Handle.Trace(ids.traceId()), TimeRange.ALL));
    }
  }

  private boolean isFollowed(@Nullable String id, Function<String, Handle> kind) {
    return id != null && lookups.contains(Lookup.unlessHub(kind.apply(id), horizon));
  }

  /** What is shared with others is shown, but leads only to the rest of its own trace. */
  private void from(Signal signal, boolean shared) {
    Ids ids = signal.ids();
    if (ids.traceId() != null) {
      ask(Tie.trace(ids.traceId().hex()), new Handle.Trace(ids.traceId()), TimeRange.ALL);
      ask(Tie.link(ids.traceId().hex()), new Handle.LinkTo(ids.traceId()), TimeRange.ALL);
    }
    if (signal instanceof Span span) {
      for (Span.Link link : span.causes()) {
        ask(Tie.link(link.traceId().hex()), new Handle.Trace(link.traceId()), TimeRange.ALL);
      }
    }
    ids.messageIds().forEach(id -> ask(Tie.message(id), new Handle.Message(id), TimeRange.ALL));
    if (shared) {
      return;
    }
    if (ids.sessionId() != null) {
      ask(Tie.session(ids.sessionId()), new Handle.Session(ids.sessionId()), horizon);
    }
    if (ids.previousSessionId() != null) {
      String previous = ids.previousSessionId();
      ask(Tie.session(previous), new Handle.Session(previous), horizon);
    }
    if (ids.correlationId() != null) {
      String id = ids.correlationId();
      ask(Tie.correlation(id), new Handle.Correlation(id), horizon);
    }
  }

  private void ask(UserRef name) {
    lookups.add(Lookup.whole(new Handle.User(name), window));
  }

  private void ask(Tie tie, Handle handle, TimeRange range) {
    if (!cut.contains(tie)) {
      boolean whole = handle instanceof Handle.Trace;
      lookups.add(whole ? Lookup.whole(handle, range) : Lookup.unlessHub(handle, range));
    }
  }
}
