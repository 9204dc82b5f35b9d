package dev.throughline.agent;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The extension's entry into the OpenTelemetry Java agent. What it does so far: it tells the agent
 * to capture the correlation headers and to copy user and session from baggage onto spans and log
 * records. It does not yet make, echo or log a correlation id of its own. Every one of these is a
 * default: the agent's own settings go before it.
 */
public final class ThroughlineCustomizer implements AutoConfigurationCustomizerProvider {
  @Override
  public void customize(AutoConfigurationCustomizer configuration) {
    configuration.addPropertiesSupplier(ThroughlineCustomizer::defaults);
  }

  static Map<String, String> defaults() {
    String persons = "user.id,user.actor.id,session.id,correlation.id";
    Map<String, String> defaults = new HashMap<>();
    defaults.put(
        "otel.instrumentation.http.server.capture-request-headers",
        "x-correlation-id,x-request-id");
    defaults.put("otel.java.experimental.span-attributes.copy-from-baggage.include", persons);
    defaults.put("otel.java.experimental.log-attributes.copy-from-baggage.include", persons);
    return Collections.unmodifiableMap(defaults);
  }
}
