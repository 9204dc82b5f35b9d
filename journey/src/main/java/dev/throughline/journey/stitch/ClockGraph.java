package dev.throughline.journey.stitch;

import dev.throughline.journey.stitch.Clocks.ClockPair;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Clocks and what is known between them, brought to one reference for each connected group. */
final class ClockGraph {
  private final List<String> clocks;
  private final Map<ClockPair, Difference> known = new TreeMap<>(ClockPair.BY_NAME);
  private final Map<String, Map<String, Difference>> tree = new HashMap<>();

  ClockGraph(List<String> clocks) {
    this.clocks = clocks;
    clocks.forEach(clock -> tree.put(clock, new TreeMap<>()));
  }

  /**
   * @param difference of the second clock's error minus the first one's
   */
  void connect(ClockPair pair, Difference difference) {
    known.put(pair, difference);
  }

  /**
   * The clocks' errors.
   *
   * @param preferred clocks in the order in which they are to be references
   */
  Map<String, ClockError> errors(List<String> preferred, Instant middle) {
    spanNarrowestFirst();
    List<String> references = new ArrayList<>(preferred);
    references.addAll(clocks);
    List<Set<String>> groups = groups();
    int largest = groups.stream().mapToInt(Set::size).max().orElse(0);
    Map<String, ClockError> errors = new HashMap<>();
    boolean referenceFound = false;
    for (String clock : references) {
      if (!errors.containsKey(clock)) {
        Map<String, Difference> paths = pathsFrom(clock);
        boolean isReference = !referenceFound && paths.size() == largest;
        referenceFound |= isReference;
        if (paths.size() > 1) {
          errors.putAll(errors(clock, paths, isReference, middle));
        }
      }
    }
    return errors;
  }

  /** What is told of one group; how it stands to the reference's group nobody knows. */
  private Map<String, ClockError> errors(
      String first, Map<String, Difference> paths, boolean isReference, Instant middle) {
    Bounds bounds = new Bounds(first, paths, known);
    Map<String, ClockError> errors = new HashMap<>();
    paths.forEach(
        (clock, path) -> {
          Interval certain = bounds.of(clock);
          Interval told = isReference ? certain : Interval.ANYTHING;
          errors.put(clock, new ClockError(middle, certain.estimate(), path.drift() / 1e9, told));
        });
    return errors;
  }

  /** A spanning tree of the best evidence (Kruskal's algorithm, by the width of the bounds). */
  private void spanNarrowestFirst() {
    List<Map.Entry<ClockPair, Difference>> edges = new ArrayList<>(known.entrySet());
    edges.sort(Comparator.comparingDouble(edge -> edge.getValue().offset().width()));
    for (Map.Entry<ClockPair, Difference> edge : edges) {
      ClockPair pair = edge.getKey();
      if (!pathsFrom(pair.first()).containsKey(pair.second())) {
        neighbours(pair.first()).put(pair.second(), edge.getValue());
        neighbours(pair.second()).put(pair.first(), edge.getValue().negated());
      }
    }
  }

  private Map<String, Difference> neighbours(String clock) {
    return tree.computeIfAbsent(clock, k -> new TreeMap<>());
  }

  private List<Set<String>> groups() {
    List<Set<String>> groups = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String clock : clocks) {
      if (!seen.contains(clock)) {
        Set<String> group = pathsFrom(clock).keySet();
        seen.addAll(group);
        groups.add(group);
      }
    }
    return groups;
  }

  /** The difference of every reachable clock to this one, added up along the tree. */
  private Map<String, Difference> pathsFrom(String start) {
    Map<String, Difference> paths = new LinkedHashMap<>();
    paths.put(start, new Difference(Interval.ZERO, 0));
    ArrayDeque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String at = open.remove();
      Difference before = paths.getOrDefault(at, new Difference(Interval.ZERO, 0));
      neighbours(at)
          .forEach(
              (next, edge) -> {
                if (!paths.containsKey(next)) {
                  paths.put(
                      next,
                      new Difference(
                          before.offset().plus(edge.offset()), before.drift() + edge.drift()));
                  open.add(next);
                }
              });
    }
    return paths;
  }
}
