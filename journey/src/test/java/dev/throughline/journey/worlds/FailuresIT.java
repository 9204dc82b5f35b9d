package dev.throughline.journey.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.Failure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is accused, on worlds of which it is known who is guilty. */
class FailuresIT {
  /** Enough for the 40 faults and 20 healthy journeys of the promise. */
  private static final int SEEDS_PER_FAULT = Math.max(7, Seeds.COUNT);

  static List<Named<Knobs>> hardWorlds() {
    return List.of(Named.of("crowded", Knobs.CROWDED), Named.of("wild", Knobs.WILD));
  }

  @ParameterizedTest
  @MethodSource("hardWorlds")
  void findsTheOriginAndAccusesNobodyInHealthyJourneys(Knobs knobs) {
    int right = 0;
    int failures = 0;
    List<String> wrong = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (World world : Seeds.worlds(knobs.withFaults(fault), SEEDS_PER_FAULT)) {
        List<String> accused = accused(new Stage(world).journeyOf("u-0"));
        failures += fault.isFailure() ? 1 : 0;
        if (accused.equals(world.culprits())) {
          right += fault.isFailure() ? 1 : 0;
        } else {
          wrong.add("seed " + world.seed() + " " + fault + " accused " + accused);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(right).isEqualTo(failures);
  }

  @Test
  void tellsSeveralFailuresOfOneJourneyApartInTheirOrder() {
    Knobs thrice = Knobs.WILD.withFaults(Fault.POOL_EXHAUSTED, Fault.EXCEPTION, Fault.SWALLOWED);
    for (World world : Seeds.worlds(thrice)) {
      assertThat(accused(new Stage(world).journeyOf("u-0")))
          .as("seed %s", world.seed())
          .containsExactly("inventory", "payments", "orders");
    }
  }

  @Test
  void accusesAServiceOfWhichNothingWasEverRecorded() {
    Knobs dark = Knobs.WILD.with(new Knobs.Loss(0, 0, 0, true)).withFaults(Fault.POOL_EXHAUSTED);
    for (World world : Seeds.worlds(dark)) {
      assertThat(accused(new Stage(world).journeyOf("u-0")))
          .as("seed %s", world.seed())
          .containsExactly("inventory");
    }
  }

  private static List<String> accused(Journey journey) {
    return journey.failures().stream().map(Failure::service).toList();
  }
}
