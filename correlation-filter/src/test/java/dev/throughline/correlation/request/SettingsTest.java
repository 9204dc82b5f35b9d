package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.trace.TraceFormat;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void publicHostsAreToldOnlyOnRequest() {
    Settings settings = hosts("api.example.org, .shop.example");
    assertThat(settings.baggageMayGoTo("API.example.org")).isTrue();
    assertThat(settings.baggageMayGoTo("eu.shop.example")).isTrue();
    assertThat(settings.baggageMayGoTo("evil-shop.example")).isFalse();
    assertThat(settings.baggageMayGoTo("example.org")).isFalse();
    assertThat(hosts("*").baggageMayGoTo("example.org")).isTrue();
  }

  @Test
  void onlyAClearNoPutsItToSleep() {
    assertThat(Settings.read(name -> null).enabled()).isTrue();
    assertThat(enabled("False").enabled()).isFalse();
    assertThat(enabled("maybe").enabled()).isTrue();
  }

  private static Settings enabled(String value) {
    return Settings.read(name -> name.equals("throughline.enabled") ? value : null);
  }

  @Test
  void aBadTrustIsTheStrictestOne() {
    assertThat(Settings.read(name -> "intrenal").trust()).isEqualTo(Trust.EDGE);
    assertThat(Settings.read(name -> null).trust()).isEqualTo(Trust.INTERNAL);
    assertThat(Settings.read(name -> "Always").trust()).isEqualTo(Trust.ALWAYS);
  }

  @Test
  void formatsAreWrittenAsConfigured() {
    assertThat(Settings.read(name -> null).formats()).containsExactly(TraceFormat.TRACECONTEXT);
    assertThat(
            Settings.read(name -> name.equals("throughline.formats") ? "B3, tracecontext" : null)
                .formats())
        .containsExactly(TraceFormat.TRACECONTEXT, TraceFormat.B3);
    assertThat(Settings.read(name -> name.equals("throughline.formats") ? "w3c" : null).formats())
        .containsExactly(TraceFormat.TRACECONTEXT);
  }

  private static Settings hosts(String value) {
    return Settings.read(name -> name.equals("throughline.baggage.hosts") ? value : null);
  }
}
