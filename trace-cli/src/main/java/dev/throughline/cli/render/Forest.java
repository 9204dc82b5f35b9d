package dev.throughline.cli.render;

import dev.throughline.journey.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps as trees: each under its parent, siblings in causal order. Shows every step exactly
 * once, whatever the parents say, and does not recurse, so depth is no danger.
 */
final class Forest {

  /**
   * A step in its place.
   *
   * @param level 0 for the root of a tree
   * @param stems for each level between root and row, whether that level has a branch below this
   *     row
   * @param last whether no sibling follows
   * @param leaf whether nothing hangs under it
   */
  record Place(Step step, int level, List<Boolean> stems, boolean last, boolean leaf) {}

  private final Map<Integer, List<Step>> children = new HashMap<>();
  private final List<Step> roots = new ArrayList<>();
  private final List<Step> steps;

  Forest(List<Step> steps) {
    this.steps = steps;
    Set<Integer> numbers = new HashSet<>();
    steps.forEach(step -> numbers.add(step.number()));
    for (Step step : steps) {
      Integer parent = step.parent();
      if (parent == null || !numbers.contains(parent)) {
        roots.add(step);
      } else {
        children.computeIfAbsent(parent, any -> new ArrayList<>()).add(step);
      }
    }
  }

  /** Each tree as its rows from the top down. */
  List<List<Place>> trees() {
    List<List<Place>> trees = new ArrayList<>();
    Set<Integer> shown = new HashSet<>();
    roots.forEach(root -> trees.add(tree(root, shown)));
    for (Step step : steps) {
      if (!shown.contains(step.number())) {
        trees.add(tree(step, shown));
      }
    }
    return trees;
  }

  private List<Place> tree(Step root, Set<Integer> shown) {
    List<Place> rows = new ArrayList<>();
    Deque<Place> open = new ArrayDeque<>();
    open.push(new Place(root, 0, List.of(), true, childrenOf(root).isEmpty()));
    while (!open.isEmpty()) {
      Place place = open.pop();
      if (shown.add(place.step().number())) {
        rows.add(place);
        below(place).reversed().forEach(open::push);
      }
    }
    return rows;
  }

  private List<Place> below(Place place) {
    List<Step> steps = childrenOf(place.step());
    List<Place> places = new ArrayList<>();
    List<Boolean> stems = stemsBelow(place);
    for (Step step : steps) {
      boolean last = step == steps.getLast();
      places.add(new Place(step, place.level() + 1, stems, last, childrenOf(step).isEmpty()));
    }
    return places;
  }

  private static List<Boolean> stemsBelow(Place place) {
    if (place.level() == 0 || place.stems().size() == Guides.DEEPEST) {
      return place.stems();
    }
    List<Boolean> stems = new ArrayList<>(place.stems());
    stems.add(!place.last());
    return stems;
  }

  private List<Step> childrenOf(Step step) {
    return children.getOrDefault(step.number(), Collections.emptyList());
  }
}
