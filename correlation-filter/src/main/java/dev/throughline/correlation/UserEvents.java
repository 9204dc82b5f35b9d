package dev.throughline.correlation;

import dev.throughline.correlation.event.UserEvent;
import java.util.Map;

/**
 * What a person did, in the application's own words: {@code UserEvents.emit("ItemAddedToCart",
 * Map.of("sku", "4711"))}. It takes the ids of the current request along.
 */
public final class UserEvents {
  /** Writes an event without attributes. */
  public static void emit(String name) {
    emit(name, Map.of());
  }

  /**
   * Writes one record: a log line where the Throughline appender is set up, else an OpenTelemetry
   * event, else a plain log line. Never throws and never blocks.
   *
   * @param name few distinct ones, for example {@code UserLoggedIn}; a blank one writes nothing
   * @param attributes text, numbers and truth values; anything else is written as its text
   */
  public static void emit(String name, Map<String, ?> attributes) {
    UserEvent.write(name, attributes);
  }

  private UserEvents() {}
}
