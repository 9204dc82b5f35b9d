package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Severity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a log line says. */
record Line(String body, @Nullable String event, int severity, Map<String, Object> attributes) {

  static Line info(String body) {
    return new Line(body, null, Severity.INFO, Map.of());
  }

  static Line event(String name, String body) {
    return new Line(body, name, Severity.INFO, Map.of());
  }

  static Line exception(String type, String message) {
    return new Line(
        message,
        null,
        Severity.ERROR,
        Map.of("exception.type", type, "exception.message", message));
  }
}
