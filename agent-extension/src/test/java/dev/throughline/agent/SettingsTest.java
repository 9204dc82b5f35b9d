package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void userBaggageStaysHomeUnlessSwitchedOn() {
    Settings off = new Settings(Trust.INTERNAL, false, List.of("*"));

    assertThat(off.userBaggageMayGoTo("localhost")).isFalse();
    assertThat(off.userBaggageMayGoTo("api.example.org")).isFalse();
  }

  @Test
  void switchedOnItGoesToTheHouseAndToListedHosts() {
    Settings on =
        new Settings(Trust.INTERNAL, true, List.of("api.example.org", ".partner.example"));

    assertThat(List.of("localhost", "10.0.0.1", "payments", "API.example.org", "a.partner.example"))
        .allMatch(on::userBaggageMayGoTo);
    assertThat(List.of("example.org", "8.8.8.8", "evilpartner.example"))
        .noneMatch(on::userBaggageMayGoTo);
  }

  @Test
  void anUnknownDestinationGetsItOnlyWithAStar() {
    assertThat(new Settings(Trust.INTERNAL, true, List.of()).userBaggageMayGoTo(null)).isFalse();
    assertThat(new Settings(Trust.INTERNAL, true, List.of("*")).userBaggageMayGoTo(null)).isTrue();
  }

  @Test
  void aMisspeltTrustIsTheSafest() {
    assertThat(Trust.named(null)).isEqualTo(Trust.INTERNAL);
    assertThat(Trust.named(" Always ")).isEqualTo(Trust.ALWAYS);
    assertThat(Trust.named("intern")).isEqualTo(Trust.EDGE);
  }
}
