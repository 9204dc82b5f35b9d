package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void userBaggageStaysHomeUnlessSwitchedOn() {
    Settings off = settings(false, "*");

    assertThat(off.userBaggageMayGoTo("localhost")).isFalse();
    assertThat(off.userBaggageMayGoTo("api.example.org")).isFalse();
  }

  @Test
  void switchedOnItGoesToTheHouseAndToListedHosts() {
    Settings on = settings(true, "api.example.org", ".Partner.example");

    assertThat(List.of("localhost", "10.0.0.1", "payments", "API.example.org", "a.partner.example"))
        .allMatch(on::userBaggageMayGoTo);
    assertThat(List.of("example.org", "8.8.8.8", "evilpartner.example"))
        .noneMatch(on::userBaggageMayGoTo);
  }

  @Test
  void anUnknownDestinationGetsItOnlyWithAStar() {
    assertThat(settings(true).userBaggageMayGoTo(null)).isFalse();
    assertThat(settings(true, "*").userBaggageMayGoTo(null)).isTrue();
  }

  @Test
  void messagesAreOpenedByAWordOfTheirOwn() {
    assertThat(settings(true).userBaggageMayGoIntoMessages()).isFalse();
    assertThat(settings(false, "messages").userBaggageMayGoIntoMessages()).isFalse();
    assertThat(settings(true, "messages").userBaggageMayGoIntoMessages()).isTrue();
    assertThat(settings(true, "*").userBaggageMayGoIntoMessages()).isTrue();
    // And nothing else with them.
    assertThat(settings(true, "messages").userBaggageMayGoTo("api.example.org")).isFalse();
    assertThat(settings(true, "messages").userBaggageMayGoTo(null)).isFalse();
  }

  @Test
  void aMisspeltTrustIsTheSafest() {
    assertThat(Trust.named(null)).isEqualTo(Trust.INTERNAL);
    assertThat(Trust.named(" Always ")).isEqualTo(Trust.ALWAYS);
    assertThat(Trust.named("intern")).isEqualTo(Trust.EDGE);
  }

  @Test
  void theKeyIsNotInTheLineThatNamesTheSettings() {
    Settings settings =
        Settings.use(
            DefaultConfigProperties.createFromMap(
                Map.of(
                    "throughline.user.key", "secret",
                    "throughline.trust.peers", "10.1.0.0/16;private")));
    Settings.use(DefaultConfigProperties.createFromMap(Map.of()));
    assertThat(settings.toString())
        .contains("throughline.user.key=(set)", "throughline.trust.peers=[private, 10.1.0.0/16]")
        .doesNotContain("secret");
  }

  @Test
  void sessionCookiesCanBeNamedAndSwitchedOff() {
    assertThat(settings(false).sessionCookies()).containsExactly("SID");
    assertThat(settings(false, List.of(), "none").sessionCookies()).isEmpty();
  }

  private static Settings settings(boolean sends, String... hosts) {
    return settings(sends, List.of(hosts), "SID");
  }

  private static Settings settings(boolean sends, List<String> hosts, String cookie) {
    return new Settings(
        Trust.INTERNAL,
        TrustedPeers.PRIVATE,
        UserPseudonym.NONE,
        sends,
        hosts,
        List.of(cookie),
        Fields.ENDUSER_ID);
  }
}
