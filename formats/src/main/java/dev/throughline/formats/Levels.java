package dev.throughline.formats;

import dev.throughline.journey.model.Severity;
import java.util.Locale;
import java.util.Map;

/** Severity numbers for the levels that loggers write. */
final class Levels {
  private static final int PINO_STEP = 10;
  private static final int[] BY_PINO = {
    0, Severity.TRACE, Severity.DEBUG, Severity.INFO, Severity.WARN, Severity.ERROR, Severity.FATAL
  };

  /** RFC 5424 and GELF: 0 emergency to 7 debug. */
  private static final int[] BY_SYSLOG = {
    Severity.FATAL + 2,
    Severity.FATAL + 1,
    Severity.FATAL,
    Severity.ERROR,
    Severity.WARN,
    Severity.INFO + 1,
    Severity.INFO,
    Severity.DEBUG
  };

  private static final Map<String, Integer> BY_NAME =
      Map.ofEntries(
          Map.entry("trace", Severity.TRACE),
          Map.entry("silly", Severity.TRACE),
          Map.entry("finest", Severity.TRACE),
          Map.entry("verbose", Severity.TRACE + 1),
          Map.entry("finer", Severity.TRACE + 1),
          Map.entry("debug", Severity.DEBUG),
          Map.entry("fine", Severity.DEBUG),
          Map.entry("config", Severity.DEBUG + 1),
          Map.entry("http", Severity.DEBUG + 2),
          Map.entry("info", Severity.INFO),
          Map.entry("information", Severity.INFO),
          Map.entry("informational", Severity.INFO),
          Map.entry("notice", Severity.INFO + 1),
          Map.entry("warn", Severity.WARN),
          Map.entry("warning", Severity.WARN),
          Map.entry("error", Severity.ERROR),
          Map.entry("err", Severity.ERROR),
          Map.entry("severe", Severity.ERROR),
          Map.entry("fatal", Severity.FATAL),
          Map.entry("critical", Severity.FATAL),
          Map.entry("crit", Severity.FATAL),
          Map.entry("dpanic", Severity.FATAL),
          Map.entry("panic", Severity.FATAL),
          Map.entry("alert", Severity.FATAL + 1),
          Map.entry("emerg", Severity.FATAL + 2),
          Map.entry("emergency", Severity.FATAL + 2));

  private Levels() {}

  /** 1 to 24, or 0 when the level is not known. */
  static int number(Object level) {
    if (level instanceof Long number) {
      return ofNumber(number);
    }
    String text = level.toString().strip();
    if (!text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return ofNumber(Long.parseLong(text));
    }
    return BY_NAME.getOrDefault(text.toLowerCase(Locale.ROOT), 0);
  }

  /** Pino and bunyan count 10, 20, ... 60 and what lies between; syslog counts 0 to 7. */
  private static int ofNumber(long level) {
    if (level >= 0 && level < BY_SYSLOG.length) {
      return BY_SYSLOG[(int) level];
    }
    boolean pino = level >= PINO_STEP && level < (long) PINO_STEP * (BY_PINO.length + 1);
    return pino ? BY_PINO[Math.min((int) level / PINO_STEP, BY_PINO.length - 1)] : 0;
  }
}
