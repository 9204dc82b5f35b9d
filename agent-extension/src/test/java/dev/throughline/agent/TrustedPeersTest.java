package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Read as the filter reads the same setting, but for certificates. */
class TrustedPeersTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.255.255, true",
    "10.1.0.0/16, 10.2.0.0, false",
    "10.1.0.0/17, 10.1.127.255, true",
    "10.1.0.0/17, 10.1.128.0, false",
    "203.0.113.9, 203.0.113.9, true",
    "203.0.113.9, 203.0.113.8, false",
    "203.0.113.9/32, 127.0.0.1, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, fd00::1, false",
    "10.1.0.0/16, ::ffff:10.1.2.3, true",
    "fd00:1::/32, fd00:1:2::3, true",
    "fd00:1::/32, fd00:2::3, false",
    "fe80::/10, fe80::1%eth0, true",
    "::1, [::1], true",
    "private, 192.168.3.4, true",
    "private, 203.0.113.9, false",
    "PRIVATE ; 203.0.113.0/24, 203.0.113.9, true",
    "0.0.0.0/0, shop.example, false",
    "0.0.0.0/0, unknown, false",
  })
  void networks(String peers, String address, boolean included) {
    assertThat(TrustedPeers.read(peers).include(address)).isEqualTo(included);
  }

  @Test
  void withoutASettingPrivateAddressesAreOurOwn() {
    assertThat(TrustedPeers.read(null).include("10.0.0.7")).isTrue();
    assertThat(TrustedPeers.read(" ").include("10.0.0.7")).isTrue();
    assertThat(TrustedPeers.read(null).include("203.0.113.9")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "san:orders",
        "subject:CN=orders",
        "sha256:abcd",
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/x",
        "10.0.0.0/",
        "10.0.0.256/8",
        "fd00::/129",
        "10.0.0.0/8,private",
        ";"
      })
  void whatCannotBeReadOrSeenLetsNobodyIn(String peers) {
    assertThat(TrustedPeers.read(peers).include("10.0.0.7")).isFalse();
    assertThat(TrustedPeers.read(peers + "; 10.0.0.7").include("10.0.0.7")).isTrue();
  }
}
