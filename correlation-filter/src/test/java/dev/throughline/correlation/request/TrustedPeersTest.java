package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.request.Trust.Belief;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is one of our own by address; by certificate: {@code MutualTlsIT}. */
class TrustedPeersTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.255.255, EVERYTHING",
    "10.1.0.0/16, 10.2.0.0, NOTHING",
    "10.1.0.0/17, 10.1.127.255, EVERYTHING",
    "10.1.0.0/17, 10.1.128.0, NOTHING",
    "203.0.113.9, 203.0.113.9, EVERYTHING",
    "203.0.113.9, 203.0.113.8, NOTHING",
    "203.0.113.9/32, 127.0.0.1, NOTHING",
    "0.0.0.0/0, 203.0.113.9, EVERYTHING",
    "0.0.0.0/0, fd00::1, NOTHING",
    "fd00:1::/32, fd00:1:2::3, EVERYTHING",
    "fd00:1::/32, fd00:2::3, NOTHING",
    "::1, ::1, EVERYTHING",
    "private, 192.168.3.4, EVERYTHING",
    "private, 203.0.113.9, NOTHING",
    "PRIVATE ; 203.0.113.0/24, 203.0.113.9, EVERYTHING",
  })
  void networks(String peers, String address, Belief belief) {
    assertThat(belief(peers, address)).isEqualTo(belief);
  }

  @Test
  void withoutASettingPrivateAddressesAreOurOwn() {
    assertThat(belief(null, "10.0.0.7")).isEqualTo(Belief.EVERYTHING);
    assertThat(belief(" ", "10.0.0.7")).isEqualTo(Belief.EVERYTHING);
    assertThat(belief(null, "203.0.113.9")).isEqualTo(Belief.NOTHING);
    assertThat(belief(null, null)).isEqualTo(Belief.NOTHING);
  }

  @Test
  void whereOnlyCertificatesCountAnAddressCountsForNothing() {
    assertThat(belief("subject:CN=orders", "127.0.0.1")).isEqualTo(Belief.NOTHING);
    assertThat(belief("subject:CN=orders", null)).isEqualTo(Belief.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "shop.example",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/x",
        "10.0.0.256/8",
        "fd00::/129",
        "sha256:abcd",
        "sha256:zz",
        "subject:orders",
        "subject:",
        "issuer:=",
        "md5:00",
        "10.0.0.0/8,private",
        ";"
      })
  void whatCannotBeReadLetsNobodyIn(String peers) {
    assertThat(belief(peers, "10.0.0.7")).isEqualTo(Belief.NOTHING);
    assertThat(belief(peers + "; 10.0.0.7", "10.0.0.7")).isEqualTo(Belief.EVERYTHING);
  }

  @Test
  void aProxyIsHeldToTheSameList() {
    assertThat(belief("10.1.0.0/16", "10.1.0.1", "10.1.0.2")).isEqualTo(Belief.EVERYTHING);
    assertThat(belief("10.1.0.0/16", "10.1.0.1", "192.168.0.2")).isEqualTo(Belief.IDS);
    assertThat(belief("private", "10.1.0.1", "192.168.0.2, 10.0.0.1")).isEqualTo(Belief.EVERYTHING);
    assertThat(belief("private", "10.1.0.1", "203.0.113.9, 10.0.0.1")).isEqualTo(Belief.IDS);
  }

  /** Whom a proxy cannot name, or calls by a name, may be anybody: RFC 7239, section 6. */
  @ParameterizedTest
  @ValueSource(
      strings = {"unknown", "_hidden", "a", "shop.local", "localhost", "unknown!", "", "10.0.0.1,"})
  void whoeverAProxyDoesNotGiveAnAddressForIsAStranger(String forwarded) {
    assertThat(belief("private", "10.1.0.1", forwarded)).isEqualTo(Belief.IDS);
    assertThat(belief("0.0.0.0/0", "10.1.0.1", forwarded)).isEqualTo(Belief.IDS);
  }

  @Test
  void aProxysAddressesMayBeIpv6() {
    assertThat(belief("private", "10.1.0.1", "fd00::1, [fd00::2]")).isEqualTo(Belief.EVERYTHING);
    assertThat(belief("private", "10.1.0.1", "2001:db8::1")).isEqualTo(Belief.IDS);
  }

  private static Belief belief(
      @Nullable String peers, @Nullable String address, String... forwarded) {
    @Nullable InetAddress peer =
        address == null ? null : Objects.requireNonNull(PeerAddress.ofLiteral(address));
    Map<String, List<String>> headers =
        forwarded.length == 0 ? Map.of() : Map.of("X-Forwarded-For", List.of(forwarded));
    return Trust.INTERNAL.in(
        new IncomingRequest("GET", "/", headers::get, peer), TrustedPeers.read(peers));
  }
}
