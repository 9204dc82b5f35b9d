package dev.throughline.journey.diff;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A journey as the ways it went, each a list of operations from an entry down. What was done for
 * several persons at once is left out: who else was served is an accident.
 */
final class Ways {
  private final Map<List<String>, Hop> hops = new LinkedHashMap<>();
  private final List<@Nullable Hop> hopOfStep = new ArrayList<>();

  Ways(Journey journey) {
    journey.steps().forEach(step -> hopOfStep.add(null));
    Map<Integer, List<String>> ways = ways(journey);
    for (Step step : journey.steps()) {
      List<String> way = ways.get(step.number());
      if (way != null) {
        Hop hop = hops.computeIfAbsent(way, Hop::new);
        hop.add(step);
        hopOfStep.set(step.number() - 1, hop);
      }
    }
  }

  private static Map<Integer, List<String>> ways(Journey journey) {
    List<Step> topDown = new ArrayList<>(journey.steps());
    topDown.sort(Comparator.comparing(Step::depth).thenComparing(Step::number));
    Map<Integer, List<String>> ways = new LinkedHashMap<>();
    for (Step step : topDown) {
      if (!step.marks().contains(Step.Mark.SHARED)) {
        List<String> above =
            step.parent() == null || Hop.isConsumer(step)
                ? List.of()
                : ways.getOrDefault(step.parent(), List.of());
        List<String> way = new ArrayList<>(above);
        way.add(Plain.hop(step));
        ways.put(step.number(), List.copyOf(way));
      }
    }
    return ways;
  }

  /** In the journey's order. */
  Collection<Hop> all() {
    return hops.values();
  }

  @Nullable Hop get(List<String> way) {
    return hops.get(way);
  }

  /** The hop one operation up, if the way has one. */
  @Nullable Hop above(List<String> way) {
    return way.size() == 1 ? null : hops.get(way.subList(0, way.size() - 1));
  }

  /** What is below something missing is missing too; once is enough. */
  boolean hasAbove(List<String> way) {
    return way.size() == 1 || above(way) != null;
  }

  @Nullable Hop ofStep(int number) {
    return hopOfStep.get(number - 1);
  }
}
