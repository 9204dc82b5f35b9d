package dev.throughline.journey.stitch;

import dev.throughline.journey.Because;
import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.Explanation.NotFollowed;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.model.LossReport;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
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
  final SortedMap<Tie, String> hubs;
  private final Set<TraceId> inWindow;
  final Set<Tie> cut;
  final List<LossReport> lossReports = new ArrayList<>();
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
    List<Signal> told = new ArrayList<>(signals.size());
    for (Signal signal : signals) {
      LossReport.of(signal).ifPresentOrElse(lossReports::add, () -> told.add(signal));
    }
    this.rows = Clean.rows(told);
    this.inWindow = tracesInWindow();
    this.timeline = Clocks.align(rows);
    this.person = Person.of(meant(), told, options.nonPersons());
    this.mention = new TextMention(question.users());
    this.hubs = Hubs.among(rows, person, overfull, options);
    if (!isAboutPerson()) {
      // What is asked for by its own id is shown, however many share it: nothing is followed.
      narrow.forEach(
          kind -> kind.forEach(handle -> hubs.remove(Tie.of(SeedReasons.asked(handle)))));
    }
    this.cut = new HashSet<>(hubs.keySet());
    options.without().forEach(text -> Tie.parse(text).ifPresent(cut::add));
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
      Stream<Signal> lost = lossReports.stream().map(LossReport::report);
      return Seed.meant(question, Stream.concat(rows.stream().flatMap(Row::reports), lost));
    }
    return Widen.persons(rows, Scope.of(rows, narrow, window), timeline, options);
  }

  /** Whether nobody bears the name, so that only messages can mention it. */
  boolean isMentionOnly() {
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
    return Reach.of(rows, seeds(among), among, this::joins, cut);
  }

  private Map<Row, Because> seeds(List<Row> among) {
    SeedReasons reasons =
        !isAboutPerson()
            ? SeedReasons.ofHandles(narrow, window, cut)
            : isMentionOnly()
                ? SeedReasons.ofMention(mention, String.join(", ", question.users()), window, cut)
                : SeedReasons.ofPerson(person, window, cut);
    Map<Row, Because> seeds = new HashMap<>();
    for (Row row : among) {
      reasons.of(row).ifPresent(because -> seeds.put(row, because));
    }
    return seeds;
  }

  /** Sessions lead only to what is in the window; whatever else a trace leads to comes whole. */
  Set<Tie> joins(Row row) {
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
    Set<Lookup> onward = Expand.withinScope(rows, ownership, window, cut, question.whole());
    lookups.addAll(onward);
    return lookups;
  }

  /** Hubs, and what the asker took out. */
  List<NotFollowed> notFollowed() {
    Map<Tie, String> reasons = new TreeMap<>(Tie.BY_EDGE);
    cut.forEach(tie -> reasons.put(tie, hubs.getOrDefault(tie, "taken out on request")));
    return reasons.entrySet().stream()
        .map(one -> new NotFollowed(one.getKey().edge(), one.getKey().value(), one.getValue()))
        .toList();
  }
}
