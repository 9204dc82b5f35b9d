package dev.throughline.correlation.event;

import dev.throughline.correlation.request.FirstFailure;
import dev.throughline.correlation.request.LogDelivery;
import dev.throughline.correlation.request.OpenTelemetryApi;
import dev.throughline.correlation.request.RandomIds;
import dev.throughline.correlation.request.Telemetry;
import io.opentelemetry.api.logs.Logger;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One event on its one way out.
 *
 * @param uid names this record wherever it ends up, so that it is stored once
 * @param attributes the application's, none of them under a name of ours
 */
public record UserEvent(String name, String uid, Map<String, Object> attributes) {
  private static final int MAX_ATTRIBUTES = 128;
  private static final String SCOPE = "dev.throughline.events";

  /** Sends it where somebody listens. Never throws. */
  public static void write(String name, Map<String, ?> attributes) {
    try {
      if (!name.isBlank()) {
        new UserEvent(name, RandomIds.hex128(), safe(attributes)).write();
      }
    } catch (RuntimeException | LinkageError e) {
      // An attribute whose toString() throws, a broken appender: not the caller's business.
      FirstFailure.report("writing the event " + name, e);
    }
  }

  private void write() {
    EventLine line = new EventLine(SCOPE);
    if (LogDelivery.isSetUp() && line.isEnabled()) {
      line.write(this);
      return;
    }
    Logger events = Telemetry.current().getLogsBridge().get(SCOPE);
    if (OpenTelemetryApi.isEnabled(events)) {
      EventRecord.write(events, this);
    } else {
      line.write(this);
    }
  }

  private static Map<String, Object> safe(Map<String, ?> attributes) {
    Map<String, Object> safe = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) -> {
          if (key != null && value != null && safe.size() < MAX_ATTRIBUTES) {
            safe.put(ReservedNames.avoid(key), simple(value));
          }
        });
    return safe;
  }

  private static Object simple(Object value) {
    return value instanceof Number || value instanceof Boolean ? value : value.toString();
  }
}
