package dev.throughline.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The agent settings a journey needs, each only where nobody has set it. {@code otel.propagators}
 * is the exception: whatever it names, the correlation id's own propagator becomes the last one,
 * because baggage's would take away what it adds; unless it says {@code none}.
 */
final class Defaults {
  private static final String PROPAGATORS = "otel.propagators";
  private static final String PERSON_IN_MDC =
      Fields.PERSON.stream()
          .flatMap(key -> Fields.inMdc(key).stream())
          .map(AttributeKey::getKey)
          .collect(Collectors.joining(","));

  private final ConfigProperties config;
  private final Map<String, String> missing = new LinkedHashMap<>();

  private Defaults(ConfigProperties config) {
    this.config = config;
  }

  /** What to add to {@code config}. */
  static Map<String, String> missingIn(ConfigProperties config) {
    Defaults defaults = new Defaults(config);
    defaults.addPropagator();
    defaults.add("otel.instrumentation.logback-mdc.add-baggage", "true");
    defaults.add("otel.instrumentation.log4j-context-data.add-baggage", "true");
    defaults.add("otel.instrumentation.common.mdc.resource-attributes", "service.name");
    defaults.add("otel.instrumentation.common.enduser.id.enabled", "true");
    defaults.add("otel.instrumentation.common.user.name.enabled", "true");
    defaults.add("otel.instrumentation.http.server.capture-response-headers", "x-correlation-id");
    defaults.addMdcAttributes("logback-appender");
    defaults.addMdcAttributes("log4j-appender");
    return defaults.missing;
  }

  private void addPropagator() {
    List<String> named = config.getList(PROPAGATORS, Arrays.asList("tracecontext", "baggage"));
    List<String> all = new ArrayList<>(named);
    all.removeIf(CorrelationPropagator.NAME::equals);
    all.add(CorrelationPropagator.NAME);
    if (!all.equals(named) && !named.equals(Collections.singletonList("none"))) {
      missing.put(PROPAGATORS, String.join(",", all));
    }
  }

  private void add(String name, String value) {
    if (config.getString(name) == null) {
      missing.put(name, value);
    }
  }

  /**
   * Agents before 2.31 know the second spelling only; later ones look at it where the first is not.
   */
  private void addMdcAttributes(String appender) {
    String prefix = "otel.instrumentation." + appender + ".experimental.";
    if (config.getString(prefix + "mdc-attributes.included") == null
        && config.getString(prefix + "capture-mdc-attributes") == null) {
      missing.put(prefix + "mdc-attributes.included", PERSON_IN_MDC);
      missing.put(prefix + "capture-mdc-attributes", PERSON_IN_MDC);
    }
  }
}
