package dev.throughline.journey.stitch;

import dev.throughline.journey.Explanation.LeftOut;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * What is tied to a journey and left out of it, since it is somebody else's: by which tie, and
 * whose. What ownership rejected but no tie connects was only read to judge by, and is not missing.
 */
final class Others {
  private final Draft draft;
  private final Set<Tie> ties = new HashSet<>();
  private final Map<TraceId, Set<String>> names = new HashMap<>();
  private final Map<TraceId, Tie> tieOfTrace = new HashMap<>();

  private Others(Draft draft, List<Row> journey) {
    this.draft = draft;
    journey.forEach(row -> ties.addAll(draft.joins(row)));
    draft.ownership.others().forEach(this::noteTrace);
  }

  /**
   * @param journey its rows
   * @return in the order of the ties
   */
  static List<LeftOut> of(Draft draft, List<Row> journey) {
    return new Others(draft, journey).leftOut();
  }

  /** What one record of a trace says counts for all of it. */
  private void noteTrace(Row row) {
    TraceId trace = row.signal().ids().traceId();
    if (trace != null) {
      names.computeIfAbsent(trace, t -> new TreeSet<>()).addAll(namesIn(row));
      ownTie(row).ifPresent(tie -> tieOfTrace.merge(trace, tie, BinaryOperator.minBy(Tie.BY_EDGE)));
    }
  }

  private Set<String> namesIn(Row row) {
    Set<String> foreign = new TreeSet<>();
    draft
        .person
        .persons(row.signal().ids())
        .filter(user -> !draft.person.names().contains(user))
        .map(UserRef::toString)
        .forEach(foreign::add);
    return foreign;
  }

  private List<LeftOut> leftOut() {
    Map<Kind, Count> counts = new TreeMap<>(Kind.ORDER);
    for (Row row : draft.ownership.others()) {
      tieOf(row)
          .ifPresent(
              tie -> counts.computeIfAbsent(new Kind(tie, owners(row)), k -> new Count()).add(row));
    }
    return counts.entrySet().stream().map(e -> e.getValue().of(e.getKey())).toList();
  }

  private Optional<Tie> tieOf(Row row) {
    TraceId trace = row.signal().ids().traceId();
    return ownTie(row).or(() -> Optional.ofNullable(trace).map(tieOfTrace::get));
  }

  private Optional<Tie> ownTie(Row row) {
    return draft.joins(row).stream()
        .filter(tie -> ties.contains(tie) && !draft.cut.contains(tie))
        .min(Tie.BY_EDGE);
  }

  private List<String> owners(Row row) {
    Set<String> own = namesIn(row);
    TraceId trace = row.signal().ids().traceId();
    return List.copyOf(!own.isEmpty() || trace == null ? own : names.getOrDefault(trace, Set.of()));
  }

  private record Kind(Tie tie, List<String> owners) {
    static final Comparator<Kind> ORDER =
        Comparator.comparing(Kind::tie, Tie.BY_EDGE)
            .thenComparing(kind -> String.join(" ", kind.owners));
  }

  private static final class Count {
    private final Set<TraceId> traces = new HashSet<>();
    private long records;

    void add(Row row) {
      records++;
      TraceId trace = row.signal().ids().traceId();
      if (trace != null) {
        traces.add(trace);
      }
    }

    LeftOut of(Kind kind) {
      return new LeftOut(kind.tie.edge(), kind.tie.value(), kind.owners, records, traces.size());
    }
  }
}
