package dev.throughline.journey.stitch;

import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.UserRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * From what handles other than a user show to the person they lead to: whom those records name,
 * else whose session they are part of, else the one person who bears their correlation id.
 */
final class Widen {
  private final List<Row> rows;
  private final Timeline timeline;
  private final ReadOptions options;
  private final Person anybody;

  private Widen(List<Row> rows, Timeline timeline, ReadOptions options) {
    this.rows = rows;
    this.timeline = timeline;
    this.options = options;
    this.anybody = Person.of(Set.of(), List.of(), options.nonPersons());
  }

  /**
   * @param inScope what the handles show, by row index
   * @return names of persons; empty when nothing tells
   */
  static Set<UserRef> persons(
      List<Row> rows, boolean[] inScope, Timeline timeline, ReadOptions options) {
    Widen widen = new Widen(rows, timeline, options);
    List<Row> scope = rows.stream().filter(row -> inScope[row.index()]).toList();
    Set<UserRef> named = new LinkedHashSet<>();
    scope.forEach(row -> named.addAll(widen.names(row)));
    if (named.isEmpty()) {
      named.addAll(widen.bySession(scope));
    }
    return named.isEmpty() ? widen.byCorrelation(scope) : named;
  }

  private List<UserRef> names(Row row) {
    return anybody.persons(row.signal().ids()).toList();
  }

  private Set<UserRef> bySession(List<Row> scope) {
    Map<String, Instant> entered = new TreeMap<>();
    for (Row row : scope) {
      String session = row.signal().ids().sessionId();
      if (session != null) {
        entered.merge(session, timeline.start(row), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    Set<UserRef> holders = new LinkedHashSet<>();
    entered.forEach((session, at) -> holders.addAll(holder(session, at)));
    return holders;
  }

  /** Who was logged in then, else who logged in next. */
  private List<UserRef> holder(String session, Instant at) {
    List<Row> visits = new ArrayList<>();
    for (Row row : rows) {
      Ids ids = row.signal().ids();
      if (session.equals(ids.sessionId()) && (!names(row).isEmpty() || Sessions.isLogout(row))) {
        visits.add(row);
      }
    }
    if (isHub(visits)) {
      return List.of();
    }
    visits.sort(Comparator.comparing(timeline::start).thenComparing(Row::index));
    List<UserRef> holder = List.of();
    for (Row row : visits) {
      boolean before = !timeline.start(row).isAfter(at);
      if (!before && !holder.isEmpty()) {
        break;
      }
      holder = Sessions.isLogout(row) ? List.of() : names(row);
    }
    return holder;
  }

  private boolean isHub(List<Row> named) {
    Set<UserRef> users = new HashSet<>();
    named.forEach(row -> users.addAll(names(row)));
    return users.size() > options.hubUsers();
  }

  private Set<UserRef> byCorrelation(List<Row> scope) {
    Set<String> ids = new HashSet<>();
    scope.forEach(row -> ids.add(String.valueOf(row.signal().ids().correlationId())));
    Set<UserRef> named =
        rows.stream()
            .filter(row -> ids.contains(String.valueOf(row.signal().ids().correlationId())))
            .filter(row -> row.signal().ids().correlationId() != null)
            .flatMap(row -> names(row).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return named.size() == 1 ? named : Set.of();
  }
}
