package dev.throughline.journey.stitch;

import dev.throughline.journey.Because;
import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.TimeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the records at hand say, at one moment of the search: the phases up to ownership, run from
 * the beginning on all that was found so far.
 */
final class Draft {
  private final Question question;
  private final int signalCount;
  private final int overfullCount;
  private final List<Set<Handle>> narrow;
  private final TextMention mention;
  final ReadOptions options;
  final TimeRange window;
  final List<Row> rows;
  final Person person;
  final Set<Tie> hubs;
  final Set<Tie> cut;
  final Timeline timeline;
  final Ownership ownership;

  Draft(
      Question question,
      ReadOptions options,
      Collection<Signal> signals,
      Collection<Handle> overfull) {
    this.question = question;
    this.signalCount = signals.size();
    this.overfullCount = overfull.size();
    this.options = options;
    this.window = Seed.window(question);
    this.narrow = Seed.narrowKinds(question);
    this.rows = Clean.rows(signals);
    this.person = Person.of(meant(), signals, options.nonPersons());
    this.mention = new TextMention(question.users());
    this.hubs = Hubs.among(rows, person, overfull, options);
    this.cut = new HashSet<>(hubs);
    options.without().forEach(text -> Tie.parse(text).ifPresent(cut::add));
    this.timeline = Clocks.align(rows);
    this.ownership = isAboutPerson() ? owned() : inScope();
  }

  boolean isOf(Collection<Signal> signals, Collection<Handle> overfull) {
    return signals.size() == signalCount && overfull.size() == overfullCount;
  }

  /** Whether a person is asked for; otherwise the handles show their own scope only. */
  boolean isAboutPerson() {
    return !question.users().isEmpty() || question.whole() && !person.isNobody();
  }

  private Set<UserRef> meant() {
    if (!question.users().isEmpty() || !question.whole()) {
      return Seed.meant(question, rows);
    }
    boolean[] inScope = Scope.of(rows, narrow, window);
    Set<UserRef> named = new LinkedHashSet<>();
    Person nobody = Person.of(Set.of(), List.of(), options.nonPersons());
    rows.stream()
        .filter(row -> inScope[row.index()])
        .forEach(row -> nobody.persons(row.signal().ids()).forEach(named::add));
    return named;
  }

  /** Whether nobody bears the name, so that only messages can mention it. */
  private boolean isMentionOnly() {
    return !question.users().isEmpty() && person.isNobody();
  }

  private Ownership owned() {
    if (isMentionOnly()) {
      return mention.own(rows, person);
    }
    return Own.of(rows, Parent.of(rows, timeline, Map.of()), timeline, person, cut);
  }

  private Ownership inScope() {
    boolean[] inside = Scope.of(rows, narrow, window);
    double[] confidence = new double[rows.size()];
    for (int i = 0; i < inside.length; i++) {
      confidence[i] = inside[i] ? 1 : 0;
    }
    return new Ownership(confidence, new boolean[rows.size()], List.of());
  }

  /** Why each row that belongs to the journey is in it; null for all others, by row index. */
  List<@Nullable List<Because>> chains() {
    boolean[] inside = Scope.of(rows, question.whole() ? List.of() : narrow, window);
    List<Row> among = rows.stream().filter(r -> ownership.owns(r) && inside[r.index()]).toList();
    Set<TraceId> inWindow = tracesInWindow();
    return Reach.of(rows, seeds(among), among, row -> joins(row, inWindow), cut);
  }

  private Map<Row, Because> seeds(List<Row> among) {
    Map<Row, Because> seeds = new HashMap<>();
    for (Row row : among) {
      seedReason(row).ifPresent(because -> seeds.put(row, because));
    }
    return seeds;
  }

  private Optional<Because> seedReason(Row row) {
    if (!isAboutPerson()) {
      return narrow.stream()
          .flatMap(Set::stream)
          .filter(handle -> Scope.isSeed(row, Set.of(handle), window))
          .map(Draft::reason)
          .findFirst();
    }
    if (!window.contains(row.signal().time())) {
      return Optional.empty();
    }
    if (isMentionOnly()) {
      String name = String.join(", ", question.users());
      return Optional.of(new Because(Edge.TEXT, name, null))
          .filter(because -> mention.isIn(row.signal()));
    }
    return row.reports().flatMap(report -> personReason(report).stream()).findFirst();
  }

  private Optional<Because> personReason(Signal report) {
    if (person.actsForAnother(report.ids())) {
      return Optional.of(new Because(Edge.ACTS_AS, String.valueOf(report.ids().actorId()), null));
    }
    return report.ids().users().stream()
        .filter(person.names()::contains)
        .findFirst()
        .map(user -> new Because(Edge.USER, user.value(), null));
  }

  private static Because reason(Handle handle) {
    return switch (handle) {
      case Handle.Trace trace -> new Because(Edge.TRACE, trace.id().hex(), null);
      case Handle.Correlation correlation -> new Because(Edge.CORRELATION, correlation.id(), null);
      case Handle.Session session -> new Because(Edge.SESSION, session.id(), null);
      case Handle.User user -> new Because(Edge.USER, user.user().value(), null);
      case Handle.Actor actor -> new Because(Edge.ACTS_AS, actor.id(), null);
      case Handle.Message message -> new Because(Edge.MESSAGE, message.id(), null);
      case Handle.LinkTo link -> new Because(Edge.LINK, link.id().hex(), null);
      case Handle.Record one -> new Because(Edge.FIELD, "record=" + one.id(), null);
      case Handle.Field field -> new Because(Edge.FIELD, field.key() + "=" + field.value(), null);
      case Handle.Text text -> new Because(Edge.TEXT, text.words(), null);
    };
  }

  /** Sessions lead only to what is in the window; whatever else a trace leads to comes whole. */
  private Set<Tie> joins(Row row, Set<TraceId> inWindow) {
    Set<Tie> ties = Tie.of(row);
    TraceId trace = row.signal().ids().traceId();
    if (trace != null) {
      ties.add(Tie.link(trace.hex()));
    }
    boolean inside =
        trace == null ? window.contains(row.signal().time()) : inWindow.contains(trace);
    if (!inside) {
      ties.removeIf(tie -> tie.edge() == Edge.SESSION);
    }
    return ties;
  }

  private Set<TraceId> tracesInWindow() {
    Set<TraceId> traces = new HashSet<>();
    for (Row row : rows) {
      TraceId trace = row.signal().ids().traceId();
      if (trace != null && window.contains(row.signal().time())) {
        traces.add(trace);
      }
    }
    return traces;
  }

  /** What to ask the sources next. */
  Set<Lookup> next() {
    Set<Lookup> lookups = new LinkedHashSet<>();
    if (isMentionOnly() && narrow.isEmpty()) {
      question.users().forEach(name -> lookups.add(Lookup.whole(new Handle.Text(name), window)));
    } else if (isAboutPerson()) {
      return Expand.lookups(rows, ownership, person, window, cut);
    }
    List<Row> found = new ArrayList<>(rows);
    found.removeIf(row -> !ownership.owns(row));
    for (Row row : found) {
      TraceId trace = row.signal().ids().traceId();
      if (trace != null) {
        lookups.add(Lookup.whole(new Handle.Trace(trace), TimeRange.ALL));
      }
    }
    return lookups;
  }
}
