package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.stitch.Case.Owner;
import dev.throughline.journey.stitch.Person.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who was logged in when: decides cases that name nobody by the session they belong to. A session
 * before its first user belongs to the user who logs in; after that to that user, up to a logout or
 * another user's login. Between one user's logout and the next one's login it is the next one's,
 * with confidence 0.5.
 */
final class Sessions {
  private static final double BETWEEN_USERS = 0.5;
  private static final Set<String> LOGOUT =
      Set.of("userloggedout", "loggedout", "logout", "userlogout", "usersignedout", "signout");

  private final List<List<Visit>> sessions;

  Sessions(List<Case> cases, Person person, Timeline timeline, Set<Tie> cut) {
    Groups groups = new Groups();
    Map<String, List<Visit>> bySession = new TreeMap<>();
    for (Case one : cases) {
      visitsOf(one, person, timeline, cut, groups)
          .forEach(
              (session, visit) ->
                  bySession.computeIfAbsent(session, k -> new ArrayList<>()).add(visit));
    }
    Map<String, List<Visit>> joined = new TreeMap<>();
    bySession.forEach(
        (session, visits) ->
            joined.computeIfAbsent(groups.of(session), k -> new ArrayList<>()).addAll(visits));
    joined.values().forEach(visits -> visits.sort(Visit.BY_TIME));
    this.sessions = List.copyOf(joined.values());
  }

  private static Map<String, Visit> visitsOf(
      Case one, Person person, Timeline timeline, Set<Tie> cut, Groups groups) {
    Map<String, Visit> visits = new TreeMap<>();
    for (Row row : one.rows()) {
      Ids ids = row.signal().ids();
      String session = ids.sessionId();
      if (session == null || cut.contains(Tie.session(session))) {
        continue;
      }
      String previous = ids.previousSessionId();
      if (previous != null && !cut.contains(Tie.session(previous))) {
        groups.join(session, previous);
      }
      visits.computeIfAbsent(session, k -> new Visit(one)).enter(timeline.start(row));
    }
    visits.values().forEach(visit -> visit.conclude(person, timeline));
    return visits;
  }

  /** Decides what it can. Answers whether anything changed. */
  boolean decide() {
    boolean changed = false;
    for (List<Visit> visits : sessions) {
      changed |= decide(visits);
    }
    return changed;
  }

  private static boolean decide(List<Visit> visits) {
    Named[] next = new Named[visits.size()];
    Named following = Named.NOBODY;
    for (int i = visits.size() - 1; i >= 0; i--) {
      next[i] = following;
      following = visits.get(i).holder == Named.NOBODY ? following : visits.get(i).holder;
    }
    boolean changed = false;
    Named before = Named.NOBODY;
    boolean loggedOut = false;
    for (int i = 0; i < visits.size(); i++) {
      Visit visit = visits.get(i);
      if (visit.holder != Named.NOBODY) {
        before = visit.holder;
        loggedOut = visit.endsLoggedOut;
      } else {
        changed |= visit.one.isUndecided() && visit.decide(before, loggedOut, next[i]);
        loggedOut |= visit.endsLoggedOut;
      }
    }
    return changed;
  }

  /** Whether a record tells that whoever was logged in is so no more. */
  static boolean isLogout(Row row) {
    if (!(row.signal() instanceof LogRecord log) || log.eventName() == null) {
      return false;
    }
    String last = log.eventName().substring(log.eventName().lastIndexOf('.') + 1);
    String plain = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return LOGOUT.contains(plain);
  }

  /** One case within a session. */
  private static final class Visit {
    static final Comparator<Visit> BY_TIME =
        Comparator.comparing((Visit visit) -> visit.entered())
            .thenComparing(visit -> visit.one.rows().getFirst().index());

    private final Case one;
    private @Nullable Instant entered;
    private Named holder = Named.NOBODY;
    private boolean endsLoggedOut;

    Visit(Case one) {
      this.one = one;
    }

    Instant entered() {
      return Objects.requireNonNull(entered);
    }

    void enter(Instant time) {
      if (entered == null || time.isBefore(entered)) {
        entered = time;
      }
    }

    /** The last one named holds the session; a logout after that leaves it to nobody. */
    void conclude(Person person, Timeline timeline) {
      List<Row> inOrder = new ArrayList<>(one.rows());
      inOrder.sort(Comparator.comparing(timeline::start).thenComparing(Row::index));
      for (Row row : inOrder) {
        Named here = person.sessionHolder(row.signal().ids());
        holder = here == Named.NOBODY ? holder : here;
        endsLoggedOut |= isLogout(row);
      }
    }

    boolean decide(Named before, boolean loggedOut, Named next) {
      if (before != Named.NOBODY && !loggedOut) {
        return settle(before, 1);
      }
      return next != Named.NOBODY && settle(next, before == Named.NOBODY ? 1 : BETWEEN_USERS);
    }

    private boolean settle(Named whose, double confidence) {
      one.decide(whose == Named.SELF ? Owner.SELF : Owner.OTHER, confidence);
      return true;
    }
  }

  /** Sessions that continue one another count as one. */
  private static final class Groups {
    private final Map<String, String> up = new TreeMap<>();

    String of(String session) {
      String at = session;
      while (up.containsKey(at)) {
        at = up.get(at);
      }
      return at;
    }

    void join(String a, String b) {
      String first = of(a);
      String second = of(b);
      if (!first.equals(second)) {
        up.put(first, second);
      }
    }
  }
}
