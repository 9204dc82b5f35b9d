package dev.throughline.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void aPropertyGoesBeforeTheEnvironment() {
    Settings settings = settings(Map.of("port", "8081"), Map.of("PORT", "8082"));
    assertThat(settings.port()).isEqualTo(8081);
    assertThat(settings(Map.of(), Map.of("PORT", "8082")).port()).isEqualTo(8082);
  }

  @Test
  void withoutAPortAnyFreeOneWillDo() {
    assertThat(settings(Map.of(), Map.of()).port()).isZero();
    assertThat(settings(Map.of(), Map.of("PORT", " ")).port()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "-1", "65536", "80 80"})
  void aPortThatIsNoneIsNamed(String port) {
    assertThatThrownBy(() -> settings(Map.of(), Map.of("PORT", port)).port())
        .isInstanceOf(Settings.Invalid.class)
        .hasMessageContaining("\"" + port + "\"")
        .hasMessageContaining("0 to 65535");
  }

  @Test
  void loopbackUnlessToldOtherwise() {
    assertThat(settings(Map.of(), Map.of()).bindAddress()).isEqualTo("127.0.0.1");
    assertThat(settings(Map.of(), Map.of("BIND_ADDRESS", "0.0.0.0")).bindAddress())
        .isEqualTo("0.0.0.0");
  }

  @Test
  void aPeerIsFoundByItsName() {
    Settings settings = settings(Map.of(), Map.of("AUTH_URL", "http://127.0.0.1:81"));
    assertThat(settings.peer("auth")).isEqualTo(URI.create("http://127.0.0.1:81"));
  }

  @Test
  void aMissingPeerIsNamed() {
    assertThatThrownBy(() -> settings(Map.of(), Map.of()).peer("orders"))
        .isInstanceOf(Settings.Invalid.class)
        .hasMessageContaining("ORDERS_URL is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:81", "ftp://host", "http:///path", "http://a b"})
  void anAddressThatIsNoneIsNamed(String url) {
    assertThatThrownBy(() -> settings(Map.of(), Map.of("AUTH_URL", url)).peer("auth"))
        .isInstanceOf(Settings.Invalid.class)
        .hasMessageContaining("\"" + url + "\"")
        .hasMessageContaining("http://HOST:PORT");
  }

  private static Settings settings(Map<String, String> properties, Map<String, String> variables) {
    return new Settings(properties::get, variables::get);
  }
}
