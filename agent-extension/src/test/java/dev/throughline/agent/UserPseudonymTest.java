package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same pairs as in the filter's test of that name, made by {@code openssl dgst -hmac}. */
class UserPseudonymTest {
  private final UserPseudonym shop = UserPseudonym.withKey("a key of the shop");

  @ParameterizedTest
  @CsvSource({
    "bob, h1.2VIzwYDfXY-XHfsmz_8RgX",
    "alice, h1.Qx8oUz85n0gtciKbo-QEo6",
    "bob@shop.example, h1.AOL1Ls6XSEA3SwZXdOVN1M",
    "Zo\u00eb, h1.TbiWmx30mM7TRvr69kX-9K",
  })
  void isTheFilters(String name, String pseudonym) {
    assertThat(shop.of(name)).isEqualTo(pseudonym);
    assertThat(shop.ofServices(name)).isEqualTo(pseudonym);
    assertThat(shop.ofServices(pseudonym)).isEqualTo(pseudonym);
    // Whoever may choose a name could choose to be bob.
    assertThat(shop.of(pseudonym)).matches("h1\\.[A-Za-z0-9_-]{22}").isNotEqualTo(pseudonym);
  }

  @Test
  void isTheNameItselfWithoutAKey() {
    assertThat(UserPseudonym.withKey("").of("bob")).isEqualTo("bob");
    assertThat(UserPseudonym.withKey(null).of("bob")).isEqualTo("bob");
  }

  @Test
  void whatIsNoIdHasNone() {
    assertThat(shop.of(null)).isNull();
    assertThat(shop.of("a\nb")).isNull();
  }
}
