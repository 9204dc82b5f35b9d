package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a name becomes under a key. The trace-cli finds people by these very values (its
 * StoredNamesTest has them too); they were made by {@code openssl dgst -sha256 -hmac}.
 */
class UserPseudonymTest {
  private final UserPseudonym shop = UserPseudonym.withKey("a key of the shop");

  @ParameterizedTest
  @CsvSource({
    "bob, h1.2VIzwYDfXY-XHfsmz_8RgX",
    "alice, h1.Qx8oUz85n0gtciKbo-QEo6",
    "bob@shop.example, h1.AOL1Ls6XSEA3SwZXdOVN1M",
    "Zo\u00eb, h1.TbiWmx30mM7TRvr69kX-9K",
  })
  void isTheSameEverywhereAndForEver(String name, String pseudonym) {
    assertThat(shop.of(name)).isEqualTo(pseudonym);
  }

  @Test
  void ofACallersIsNotHashedAgain() {
    assertThat(shop.ofCallers("bob")).isEqualTo("h1.2VIzwYDfXY-XHfsmz_8RgX");
    assertThat(shop.ofCallers("h1.2VIzwYDfXY-XHfsmz_8RgX")).isEqualTo("h1.2VIzwYDfXY-XHfsmz_8RgX");
  }

  /** Whoever may choose a name could choose to be bob. */
  @Test
  void isNoName() {
    assertThat(shop.of("h1.2VIzwYDfXY-XHfsmz_8RgX"))
        .matches("h1\\.[A-Za-z0-9_-]{22}")
        .isNotEqualTo("h1.2VIzwYDfXY-XHfsmz_8RgX");
  }

  @Test
  void isTheNameItselfWithoutAKey() {
    assertThat(UserPseudonym.withKey("").of("bob")).isEqualTo("bob");
    assertThat(UserPseudonym.withKey(null).of("bob")).isEqualTo("bob");
  }
}
