package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
  void aMisspeltTrustIsTheSafest() {
    assertThat(Trust.named(null)).isEqualTo(Trust.INTERNAL);
    assertThat(Trust.named(" Always ")).isEqualTo(Trust.ALWAYS);
    assertThat(Trust.named("intern")).isEqualTo(Trust.EDGE);
  }

  @Test
  void sessionCookiesCanBeNamedAndSwitchedOff() {
    assertThat(settings(false).sessionCookies()).containsExactly("SID");
    assertThat(new Settings(Trust.INTERNAL, false, List.of(), List.of("none")).sessionCookies())
        .isEmpty();
  }

  private static Settings settings(boolean sends, String... hosts) {
    return new Settings(Trust.INTERNAL, sends, List.of(hosts), List.of("SID"));
  }
}
