package dev.throughline.journey.stitch;

import dev.throughline.journey.Because;
import dev.throughline.journey.model.RecordId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why each row is here: the shortest chain of ties from a seed, through rows that belong to the
 * journey only. A row that no chain reaches is not in the journey. Computed when all is known, so
 * that the order in which things were found leaves no trace.
 */
final class Reach {
  private final Set<Tie> cut;
  private final Map<Tie, List<Row>> members = new HashMap<>();
  private final List<@Nullable List<Because>> chains = new ArrayList<>();
  private final ArrayDeque<Row> queue = new ArrayDeque<>();

  private Reach(List<Row> rows, Set<Tie> cut) {
    this.cut = cut;
    rows.forEach(row -> chains.add(null));
  }

  /**
   * @param seeds why a row is a seed, by row
   * @param among the rows that may be reached
   * @return the chains by row index, null for what is not reached
   */
  static List<@Nullable List<Because>> of(
      List<Row> rows, Map<Row, Because> seeds, List<Row> among, Joins joins, Set<Tie> cut) {
    Reach reach = new Reach(rows, cut);
    for (Row row : among) {
      joins.of(row).forEach(tie -> reach.enter(tie, row));
    }
    rows.forEach(
        row ->
            Optional.ofNullable(seeds.get(row))
                .ifPresent(because -> reach.arrive(row, List.of(because))));
    reach.walk(joins);
    return reach.chains;
  }

  /** The ties by which a row is come to, and from which one goes on. */
  interface Joins {
    Set<Tie> of(Row row);
  }

  private void enter(Tie tie, Row row) {
    if (!cut.contains(tie)) {
      members.computeIfAbsent(tie, k -> new ArrayList<>()).add(row);
    }
  }

  private void arrive(Row row, List<Because> chain) {
    if (chains.get(row.index()) == null) {
      chains.set(row.index(), chain);
      queue.add(row);
    }
  }

  private void walk(Joins joins) {
    Set<Tie> followed = new HashSet<>();
    while (!queue.isEmpty()) {
      Row row = queue.remove();
      for (Tie tie : joins.of(row)) {
        if (followed.add(tie)) {
          follow(tie, row);
        }
      }
    }
  }

  private void follow(Tie tie, Row from) {
    List<Row> reached = members.getOrDefault(tie, List.of());
    RecordId via = from.signal().recordId();
    List<Because> before = Objects.requireNonNull(chains.get(from.index()));
    List<Because> chain = new ArrayList<>(before);
    chain.add(new Because(tie.edge(), tie.value(), via));
    List<Because> shared = List.copyOf(chain);
    reached.forEach(row -> arrive(row, shared));
  }
}
