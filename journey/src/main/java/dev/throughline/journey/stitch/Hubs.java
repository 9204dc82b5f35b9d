package dev.throughline.journey.stitch;

import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds ids that say nothing because too many share them: a correlation id that a proxy made up
 * once, a session id that every visitor of a kiosk gets. They are not followed, and are reported.
 */
final class Hubs {
  private static final Set<Edge> CAN_BE_HUB = Set.of(Edge.SESSION, Edge.CORRELATION, Edge.MESSAGE);

  private Hubs() {}

  /**
   * @param overfull handles of which a source had more records than may be followed
   * @return why each is one, in the order of their text
   */
  static SortedMap<Tie, String> among(
      List<Row> rows, Person person, Collection<Handle> overfull, ReadOptions options) {
    SortedMap<Tie, String> hubs = new TreeMap<>(Comparator.comparing(Tie::toString));
    String overfilled = "more than " + options.hubRecords() + " records name it";
    overfull.forEach(handle -> tie(handle).ifPresent(tie -> hubs.put(tie, overfilled)));
    Map<Tie, Names> names = new HashMap<>();
    for (Row row : rows) {
      List<UserRef> users = person.persons(row.signal().ids()).toList();
      if (!users.isEmpty()) {
        Tie.of(row).stream()
            .filter(tie -> CAN_BE_HUB.contains(tie.edge()))
            .forEach(tie -> names.computeIfAbsent(tie, k -> new Names()).addAll(users));
      }
    }
    names.forEach(
        (tie, of) -> {
          if (of.persons() > options.hubUsers()) {
            String shared = of.persons() + " persons share it, more than " + options.hubUsers();
            hubs.put(tie, shared);
          }
        });
    return hubs;
  }

  private static Optional<Tie> tie(Handle handle) {
    return switch (handle) {
      case Handle.Session session -> Optional.of(Tie.session(session.id()));
      case Handle.Correlation correlation -> Optional.of(Tie.correlation(correlation.id()));
      case Handle.Message message -> Optional.of(Tie.message(message.id()));
      case Handle.LinkTo link -> Optional.of(Tie.link(link.id().hex()));
      case Handle.Trace trace -> Optional.of(Tie.trace(trace.id().hex()));
      default -> Optional.empty();
    };
  }

  /** Several names of one person count once: at least as many persons as one namespace tells. */
  private static final class Names {
    private final Map<UserRef.Namespace, Set<String>> values =
        new EnumMap<>(UserRef.Namespace.class);

    void addAll(List<UserRef> users) {
      for (UserRef user : users) {
        values.computeIfAbsent(user.namespace(), k -> new HashSet<>()).add(user.value());
      }
    }

    int persons() {
      return values.values().stream().mapToInt(Set::size).max().orElse(0);
    }
  }
}
