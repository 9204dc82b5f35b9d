package dev.throughline.journey.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.Failure;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Scene;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The promises a journey makes, on worlds whose truth is known. */
class PromisesIT {
  private static final int SEEDS = Integer.getInteger("seeds", 30);
  private static final int SEEDS_PER_FAULT = 7;

  private static Scorecard judgeAll(Knobs knobs) {
    Scorecard card = new Scorecard();
    worlds(knobs).forEach(world -> judge(world, card));
    return card;
  }

  private static List<World> worlds(Knobs knobs) {
    return LongStream.rangeClosed(1, SEEDS).mapToObj(s -> Worlds.generate(s, knobs)).toList();
  }

  private static void judge(World world, Scorecard card) {
    Stage stage = new Stage(world);
    world.users().forEach(user -> card.judge(world, user, stage.journeyOf(user)));
  }

  @Test
  void findsAllOfAUsersRecordsNoneOfOthersAndNoEffectBeforeItsCause() {
    Scorecard card = judgeAll(Knobs.CROWDED);

    assertThat(card.complaints).isEmpty();
    assertThat(card.found).isEqualTo(card.expected).isPositive();
    assertThat(card.foreign).isZero();
    assertThat(card.pairs).isPositive();
    assertThat(card.effectsBeforeCauses).isZero();
    assertThat(card.worstMeasuredMillis).isLessThan(20);
  }

  @Test
  void infersThePlaceOfLinesWithoutIdsAndIsSeldomWrong() {
    Scorecard card = new Scorecard();
    for (World world : worlds(Knobs.CROWDED.withStrippedLines(0.4))) {
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
  void namesEveryPlantedGap() {
    for (World world : worlds(Knobs.WHOLE.with(new Knobs.Loss(0.1, 0.15, 0, false)))) {
      Stage stage = new Stage(world);
      for (String user : world.users().subList(0, 2)) {
        Set<String> named = gaps(stage.journeyOf(user));
        Set<String> planted = new TreeSet<>();
        world.gaps().stream()
            .filter(gap -> gap.user().equals(user))
            .forEach(gap -> planted.add(gap.cause() + " " + gap.service()));
        named.removeIf(gap -> gap.startsWith("unplaced"));
        assertThat(named).as("seed %s, %s", world.seed(), user).isEqualTo(planted);
      }
    }
  }

  @Test
  void inventsNoGapInAWholeWorld() {
    for (World world : worlds(Knobs.WHOLE)) {
      Stage stage = new Stage(world);
      for (String user : world.users().subList(0, 2)) {
        Journey journey = stage.journeyOf(user);
        assertThat(gaps(journey))
            .as("seed %s, %s", world.seed(), user)
            .containsExactly("not_instrumented bank-api");
        assertThat(journey.complete()).isTrue();
      }
    }
  }

  private static Set<String> gaps(Journey journey) {
    Set<String> gaps = new TreeSet<>();
    for (Gap gap : journey.gaps()) {
      gaps.add(gap.cause().name().toLowerCase(Locale.ROOT) + " " + gap.service());
    }
    return gaps;
  }

  @Test
  void findsTheOriginOfFailuresAndAccusesNobodyInHealthyJourneys() {
    int right = 0;
    int failures = 0;
    List<String> wrong = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (World world : worlds(Knobs.CROWDED.withFaults(fault)).subList(0, SEEDS_PER_FAULT)) {
        List<String> accused =
            new Stage(world).journeyOf("u-0").failures().stream().map(Failure::service).toList();
        if (fault.isFailure()) {
          failures++;
          boolean hit = accused.stream().limit(1).anyMatch(world.culprits()::contains);
          right += hit ? 1 : 0;
          if (!hit) {
            wrong.add("seed " + world.seed() + " " + fault + " accused " + accused);
          }
        } else if (!accused.isEmpty()) {
          wrong.add("seed " + world.seed() + " healthy " + fault + " accused " + accused);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(right).isEqualTo(failures);
  }

  @Test
  void isTheSameForEveryOrderOfDeliveryAndEveryRedelivery() {
    Random random = new Random(11);
    for (World world : worlds(Knobs.CROWDED.withFaults(Fault.EXCEPTION)).subList(0, 5)) {
      Journey expected = withoutSources(new Stage(world).journeyOf("u-0"));
      List<Signal> delivery = new ArrayList<>(world.signals());
      delivery.addAll(world.signals().subList(0, world.signals().size() / 2));
      Collections.shuffle(delivery, random);

      assertThat(withoutSources(new Stage(delivery).journeyOf("u-0"))).isEqualTo(expected);
    }
  }

  @Test
  void isTheSameWhenTwoSourcesShareTheRecords() {
    for (World world : worlds(Knobs.CROWDED).subList(0, 5)) {
      List<Signal> all = world.signals();
      Stage two =
          new Stage(
              List.of(all.subList(0, all.size() * 2 / 3), all.subList(all.size() / 3, all.size())));

      assertThat(withoutSources(two.journeyOf("u-0")))
          .isEqualTo(withoutSources(new Stage(world).journeyOf("u-0")));
    }
  }

  private static Journey withoutSources(Journey j) {
    return new Journey(
        j.subject(),
        j.window(),
        j.asOf(),
        j.complete(),
        j.summary(),
        j.origin(),
        j.failures(),
        j.clocks(),
        j.steps(),
        j.gaps(),
        List.of());
  }
}
