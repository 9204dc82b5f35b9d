package dev.throughline.journey.stitch;

import dev.throughline.journey.Journey.Contradiction;
import dev.throughline.journey.stitch.Clocks.ClockPair;
import dev.throughline.journey.stitch.Clocks.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The evidence that was outvoted when clocks were aligned: pairs of spans that cannot have been in
 * their order if the clocks ran as the others say. Somebody set a clock meanwhile, two machines
 * share one name, or a writer's times are no times of its clock.
 *
 * @param by at most, in nanoseconds
 */
record Dissent(ClockPair pair, double by, int pairs) {
  /** Less is said by a rounding, or by drift. */
  private static final double WORTH_NAMING = 1_000_000;

  /**
   * @param said what pairs of spans say, by the clocks they were on
   * @param voted what most of them agree on
   * @param errors what was made of it, by clock
   */
  static List<Dissent> among(
      Map<ClockPair, List<Statement>> said,
      Map<ClockPair, Difference> voted,
      Map<String, ClockError> errors,
      double maxDrift) {
    List<Dissent> all = new ArrayList<>();
    said.forEach(
        (pair, statements) -> {
          Interval majority = Objects.requireNonNull(voted.get(pair)).offset();
          double byAll = majority.distanceTo(known(pair, errors));
          double most = 0;
          int count = 0;
          for (Statement one : statements) {
            double by = byAll + Difference.allowed(one, maxDrift).distanceTo(majority);
            count += by >= WORTH_NAMING ? 1 : 0;
            most = Math.max(most, by);
          }
          if (count > 0) {
            all.add(new Dissent(pair, most, count));
          }
        });
    return all;
  }

  /** What is certain of the second clock's error minus the first one's, third clocks asked too. */
  private static Interval known(ClockPair pair, Map<String, ClockError> errors) {
    ClockError first = errors.get(pair.first());
    ClockError second = errors.get(pair.second());
    return first == null || second == null
        ? Interval.ANYTHING
        : second.bounds().plus(first.bounds().negated());
  }

  boolean concerns(String clock) {
    return pair.first().equals(clock) || pair.second().equals(clock);
  }

  /** As it is told of one of the two. */
  Contradiction of(String clock) {
    String other = pair.first().equals(clock) ? pair.second() : pair.first();
    return new Contradiction(other, Duration.ofNanos(Math.round(by)), pairs);
  }
}
