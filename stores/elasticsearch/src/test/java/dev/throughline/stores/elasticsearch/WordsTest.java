package dev.throughline.stores.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void takesTheLongestRunsInLowerCase() {
    assertThat(Words.parts("Card REFUSED by the issuing bank, Z\u00dcRICH"))
        .containsExactly("refused", "issuing", "z\u00fcrich", "card");
  }

  @Test
  void leavesOutWhatTheAnalyserMayCut() {
    assertThat(Words.parts("*:* a 12 \u65e5\u672c\u8a9e \u039f\u0394\u039f\u03a3")).isEmpty();
    assertThat(Words.parts("\u0130stanbul")).containsExactly("stanbul");
  }

  @Test
  void knowsWordsLongerThanTheAnalyserKeeps() {
    assertThat(Words.hasLongWord("x".repeat(255) + " " + "y".repeat(255))).isFalse();
    assertThat(Words.hasLongWord("a " + "x".repeat(256))).isTrue();
  }
}
