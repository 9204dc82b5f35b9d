package dev.throughline.journey.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Journey;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Scene;
import dev.throughline.journey.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a journey holds, and in which order, on worlds whose truth is known. */
class JourneysIT {

  static List<Named<Knobs>> hardWorlds() {
    return List.of(
        Named.of("crowded", Knobs.CROWDED),
        Named.of("wild", Knobs.WILD),
        Named.of(
            "wild, and the first user fails three times",
            Knobs.WILD.withFaults(Fault.RETRIED_IN_VAIN, Fault.POISON_MESSAGE, Fault.TIMEOUT)));
  }

  @ParameterizedTest
  @MethodSource("hardWorlds")
  void holdsAllOfAUsersRecordsAndNoneOfOthersAndNoEffectBeforeItsCause(Knobs knobs) {
    Scorecard card = new Scorecard();
    for (World world : Seeds.worlds(knobs)) {
      Stage stage = new Stage(world);
      world.users().forEach(user -> card.judge(world, user, stage.journeyOf(user)));
    }
    assertThat(card.complaints).isEmpty();
    assertThat(card.found).isEqualTo(card.expected).isPositive();
    assertThat(card.foreign).isZero();
    assertThat(card.pairs).isPositive();
    assertThat(card.effectsBeforeCauses).isZero();
    assertThat(card.lines).isPositive();
    assertThat(card.linesOutOfSequence).isZero();
    assertThat(card.measured).isPositive();
    assertThat(card.worstMeasuredMillis).isLessThan(20);
  }

  @Test
  void findsWhatIsLeftOfADamagedWorld() {
    Scorecard card = new Scorecard();
    Knobs damaged = Knobs.CROWDED.with(new Knobs.Loss(0.1, 0.1, 0, true));
    for (World world : Seeds.worlds(damaged)) {
      Stage stage = new Stage(world);
      world.users().forEach(user -> card.judge(world, user, stage.journeyOf(user)));
    }
    assertThat(card.foreign).as(String.join("\n", card.complaints)).isZero();
    assertThat(card.effectsBeforeCauses).isZero();
    assertThat((double) card.found / card.expected)
        .as("recall where the only span that names a session may be lost")
        .isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void infersThePlaceOfLinesWithoutIdsAndIsSeldomWrong() {
    Scorecard card = new Scorecard();
    for (World world : Seeds.worlds(Knobs.CROWDED.withStrippedLines(0.4))) {
      Stage stage = new Stage(world);
      for (String user : world.users().subList(0, 2)) {
        Journey journey = stage.journeyOf(user);
        card.judgeInference(world, user, journey);
        Set<String> proven = new TreeSet<>(Scene.ids(journey));
        journey.steps().stream()
            .filter(step -> step.marks().contains(Step.Mark.INFERRED))
            .forEach(step -> proven.remove(step.signal().recordId().value()));
        assertThat(Scene.ids(stage.journeyOf(user, ReadOptions.DEFAULTS.withInfer(false))))
            .as("without inference: exactly the proven rows")
            .containsExactlyInAnyOrderElementsOf(proven);
      }
    }
    assertThat(card.inferred).isPositive();
    assertThat((double) card.inferredRightly / card.inferred)
        .as(String.join("\n", card.complaints))
        .isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void keepsExactlyTheWritersOwnTimesWhenAskedTo() {
    for (World world : Seeds.worlds(Knobs.WILD)) {
      Stage stage = new Stage(world);
      Journey raw = stage.journeyOf("u-0", ReadOptions.DEFAULTS.withRawTime(true));
      List<Instant> times = new ArrayList<>();
      raw.steps().forEach(step -> times.add(step.signal().time()));
      assertThat(times).as("seed %s", world.seed()).isSorted();
      assertThat(raw.steps()).allMatch(step -> step.time().equals(step.signal().time()));
      assertThat(Scene.ids(raw))
          .as("the same records in another order")
          .containsExactlyInAnyOrderElementsOf(Scene.ids(stage.journeyOf("u-0")))
          .isNotEqualTo(Scene.ids(stage.journeyOf("u-0")));
    }
  }
}
