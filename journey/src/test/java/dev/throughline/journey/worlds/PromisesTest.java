package dev.throughline.journey.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The promises a journey makes, on worlds whose truth is known. */
class PromisesTest {
  private static final int SEEDS = 30;

  private static Scorecard judgeAll(Knobs knobs) {
    Scorecard card = new Scorecard();
    LongStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> Worlds.generate(seed, knobs))
        .forEach(world -> judge(world, card));
    return card;
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
}
