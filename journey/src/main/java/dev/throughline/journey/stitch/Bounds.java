package dev.throughline.journey.stitch;

import dev.throughline.journey.stitch.Clocks.ClockPair;
import java.util.HashMap;
import java.util.Map;

/**
 * Bounds of every clock's offset to the reference, tightened by all other evidence around: if B is
 * known from A and C from B, then C is from A, whichever way is the narrower one. Evidence that
 * contradicts what narrower evidence says is passed over.
 */
final class Bounds {
  private static final int MAX_ROUNDS = 100;

  private final Map<String, Interval> offsets = new HashMap<>();

  Bounds(String reference, Map<String, Difference> paths, Map<ClockPair, Difference> known) {
    paths.forEach((clock, path) -> offsets.put(clock, path.offset()));
    offsets.put(reference, Interval.ZERO);
    boolean changed = true;
    for (int round = 0; changed && round < MAX_ROUNDS; round++) {
      changed = false;
      for (Map.Entry<ClockPair, Difference> edge : known.entrySet()) {
        String first = edge.getKey().first();
        String second = edge.getKey().second();
        if (offsets.containsKey(first)) {
          Interval step = edge.getValue().offset();
          changed |= tighten(second, of(first).plus(step));
          changed |= tighten(first, of(second).plus(step.negated()));
        }
      }
    }
  }

  private boolean tighten(String clock, Interval by) {
    Interval before = of(clock);
    Interval after = before.tightenedBy(by);
    offsets.put(clock, after);
    // Anything finer than a nanosecond is rounding.
    return after.low() - before.low() > 1 || before.high() - after.high() > 1;
  }

  Interval of(String clock) {
    return offsets.getOrDefault(clock, Interval.ANYTHING);
  }
}
