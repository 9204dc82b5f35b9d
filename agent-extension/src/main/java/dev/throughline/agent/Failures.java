package dev.throughline.agent;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where every exception of this extension ends: the application never sees one. The first of each
 * entry is logged whole, the next ones only at FINE.
 */
final class Failures {
  private static final Logger logger = Logger.getLogger(Failures.class.getName());
  private static final Set<String> seen = ConcurrentHashMap.newKeySet();

  static void report(String entry, Throwable failure) {
    Level level = seen.add(entry) ? Level.WARNING : Level.FINE;
    logger.log(level, "throughline: " + entry + " failed; the request goes on without it", failure);
  }

  /** What may stay where nobody could decide what to believe or to tell. */
  static Context withoutBaggage(Context context) {
    try {
      return context.with(Baggage.empty());
    } catch (Exception | LinkageError e) {
      return context;
    }
  }

  /** What {@code made} gives, or {@code otherwise} where it throws. */
  static <T> T or(T otherwise, String entry, Supplier<T> made) {
    try {
      return made.get();
    } catch (Exception | LinkageError e) {
      report(entry, e);
      return otherwise;
    }
  }

  static void setting(String name, String value, String expected, String taken) {
    logger.log(
        Level.WARNING,
        "throughline: {0}: ''{1}'' is not {2}; taken as {3}",
        new Object[] {name, value, expected, taken});
  }

  private Failures() {}
}
