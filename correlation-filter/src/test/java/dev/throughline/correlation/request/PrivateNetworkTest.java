package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateNetworkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.1.1",
        "::1",
        "[::1]",
        "fd00::1",
        "fe80::1",
        "localhost",
        "payments",
        "payments.shop.svc",
        "payments.shop.svc.cluster.local",
        "db.internal",
        "nas.local",
        "LOCALHOST",
        "x.localhost."
      })
  void ourOwnHouse(String host) {
    assertThat(PrivateNetwork.containsHost(host)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "8.8.8.8",
        "172.32.0.1",
        "11.0.0.1",
        "2001:db8::1",
        "example.org",
        "localhost.example.org",
        "10.0.0.1.example.org",
        "2130706433",
        "0x7f000001",
        "127.1",
        "10.0.0.256",
        "internal.example",
        "[::1",
        "x.notlocal",
        "a b"
      })
  void everybodyElse(String host) {
    assertThat(PrivateNetwork.containsHost(host)).isFalse();
  }
}
