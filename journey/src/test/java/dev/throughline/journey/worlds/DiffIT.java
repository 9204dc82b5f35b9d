package dev.throughline.journey.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Journey;
import dev.throughline.journey.diff.Difference;
import dev.throughline.journey.diff.JourneyDiff;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What two runs of the same person differ in, on worlds of which it is known. */
class DiffIT {
  /** Seeds of the runs that are compared with a good one. */
  private static final long OTHER_RUN = 1000;

  private static Journey run(long seed, Knobs knobs) {
    return new Stage(Worlds.generate(seed, knobs)).journeyOf("u-0");
  }

  @Test
  void findsNothingBetweenTwoGoodRuns() {
    List<String> found = new ArrayList<>();
    for (Knobs knobs : List.of(Knobs.CROWDED, Knobs.WILD)) {
      for (long seed = 1; seed <= Seeds.COUNT; seed++) {
        long run = seed;
        JourneyDiff.between(run(seed, knobs), run(OTHER_RUN + seed, knobs))
            .forEach(difference -> found.add("seed " + run + ": " + difference));
      }
    }
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void namesTheOriginOfAFailureFirst(Fault fault) {
    List<String> wrong = new ArrayList<>();
    for (long seed = 1; seed <= Seeds.COUNT; seed++) {
      List<Difference> differences =
          JourneyDiff.between(
              run(seed, Knobs.WILD), run(OTHER_RUN + seed, Knobs.WILD.withFaults(fault)));
      String first = differences.isEmpty() ? "nothing" : differences.getFirst().service();
      if (fault.isFailure() && !first.equals(fault.culprit().orElseThrow())) {
        wrong.add("seed " + seed + ": " + differences);
      }
    }
    assertThat(wrong).isEmpty();
  }
}
