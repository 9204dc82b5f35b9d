package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultsTest {
  private static final String LOGBACK = "otel.instrumentation.logback-appender.experimental.";

  @Test
  void everyDefaultGivesWayToTheOperator() {
    Map<String, String> all = missing(Map.of());
    Map<String, String> said = new HashMap<>(all);
    said.replaceAll((name, value) -> "throughline");

    assertThat(all).hasSize(11);
    assertThat(missing(said)).isEmpty();
  }

  @Test
  void theOlderSpellingCountsAsSaid() {
    assertThat(missing(Map.of(LOGBACK + "capture-mdc-attributes", "tenant")))
        .doesNotContainKeys(
            LOGBACK + "capture-mdc-attributes", LOGBACK + "mdc-attributes.included");
  }

  @Test
  void ourPropagatorComesLastAfterWhateverIsNamed() {
    assertThat(missing(Map.of("otel.propagators", "b3,baggage")))
        .containsEntry("otel.propagators", "b3,baggage,throughline");
    assertThat(missing(Map.of("otel.propagators", "throughline,tracecontext,baggage")))
        .containsEntry("otel.propagators", "tracecontext,baggage,throughline");
    assertThat(missing(Map.of("otel.propagators", "none"))).doesNotContainKey("otel.propagators");
  }

  private static Map<String, String> missing(Map<String, String> said) {
    return Defaults.missingIn(DefaultConfigProperties.createFromMap(said));
  }
}
