package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateNetworkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.1.1",
        "::1", "0:0:0:0:0:0:0:1", "[::1]", "fd00::1", "fe80::1%eth0", "::ffff:10.0.0.1",
        "FD00::A", "::FFFF:10.0.0.1", "10.0.0.0", "10.255.255.255"
      })
  void theseAddressesAreTheHouse(String address) {
    assertThat(PrivateNetwork.containsAddress(address)).isTrue();
    assertThat(PrivateNetwork.containsHost(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.32.0.1",
        "172.15.0.1",
        "192.169.0.1",
        "11.0.0.1",
        "2001:db8::1",
        "::ffff:8.8.8.8",
        "::2",
        "fec0::1",
        "100.64.0.1",
        "::ffff:7f00:1",
        "10.0.0.256",
        "10.0.0",
        "10.0.0.",
        "10..0.1",
        ".10.0.0.1",
        "10.0.0.1.1",
        "010.0.0.1",
        "10.0.0.1x"
      })
  void theseAreNot(String address) {
    assertThat(PrivateNetwork.containsAddress(address)).isFalse();
    assertThat(PrivateNetwork.containsHost(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "payments",
        "payments.shop.svc",
        "a.svc.cluster.local",
        "db.internal."
      })
  void theseNamesAreTheHouse(String name) {
    assertThat(PrivateNetwork.containsHost(name)).isTrue();
    assertThat(PrivateNetwork.containsAddress(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.example.org",
        "10.example.org",
        "127.0.0.1.example.org",
        "2130706433",
        "0x7f000001",
        "127.1",
        "localhost.example.org",
        "evil-local"
      })
  void theseNamesAreOnlyIfTheyHaveNoDot(String name) {
    assertThat(PrivateNetwork.containsHost(name)).isEqualTo(name.equals("evil-local"));
  }
}
