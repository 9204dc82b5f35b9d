package dev.throughline.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private static Instant second(double seconds) {
    return START.plusMillis((long) (seconds * 1000));
  }

  @Test
  void whatWasWrittenJustNowIsNotInAnAnswerOfAMomentAgo() {
    Progress progress =
        Progress.NONE
            .reached(second(0), second(0))
            .reached(second(5), second(1))
            .reached(second(100), second(100));
    assertThat(progress.at(second(98))).isEqualTo(second(1));
    assertThat(progress.at(second(100))).isEqualTo(second(100));
  }

  @Test
  void beforeItBeganIsWhatItFoundThen() {
    assertThat(Progress.NONE.at(second(0))).isEqualTo(Instant.EPOCH);
    assertThat(Progress.NONE.reached(second(0), second(-9)).at(second(-2))).isEqualTo(second(-9));
  }

  @Test
  void ofManyMarksItKeepsEnoughAndIsNeverTooSure() {
    Progress progress = Progress.NONE;
    for (int i = 0; i <= 100_000; i++) {
      progress = progress.reached(second(i / 1000.0), second(i / 1000.0));
    }
    for (double now = 92; now <= 100; now += 0.05) {
      assertThat(progress.at(second(now))).isBetween(second(now).minusMillis(200), second(now));
    }
    assertThat(progress.at(second(100))).isEqualTo(second(100));
  }
}
