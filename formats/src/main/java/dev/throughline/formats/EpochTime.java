package dev.throughline.formats;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as numbers since 1970. */
final class EpochTime {
  private static final long BILLION = 1_000_000_000;
  private static final BigDecimal DECIMAL_BILLION = BigDecimal.valueOf(BILLION);

  /** Up to here a number is seconds (year 5138), then milliseconds, microseconds, nanoseconds. */
  private static final double MAX_SECONDS = 1e11;

  private static final double MAX_MILLIS = 1e14;
  private static final double MAX_MICROS = 1e17;
  private static final int MAX_TEXT = 32;

  private EpochTime() {}

  /**
   * OTLP's nanoseconds: all 64 bits count, up to the year 2554; null for 0, which says "unknown".
   */
  static @Nullable Instant ofUnsignedNanos(long nanos) {
    if (nanos == 0) {
      return null;
    }
    return Instant.ofEpochSecond(
        Long.divideUnsigned(nanos, BILLION), Long.remainderUnsigned(nanos, BILLION));
  }

  /** The time that a log line's field gives as text or number, or null when it gives none. */
  static @Nullable Instant ofField(Object value) {
    return switch (value) {
      case Long number -> ofWhole(number);
      case Double number -> ofDecimal(new BigDecimal(number.toString()));
      case String text -> ofText(text);
      default -> null;
    };
  }

  private static @Nullable Instant ofText(String text) {
    Instant time = Rfc3339.parse(text);
    if (time != null || text.length() > MAX_TEXT || text.isEmpty() || !isNumeric(text)) {
      return time;
    }
    try {
      return ofDecimal(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static boolean isNumeric(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-');
  }

  private static Instant ofWhole(long number) {
    double size = Math.abs((double) number);
    if (size < MAX_SECONDS) {
      return Instant.ofEpochSecond(number);
    }
    if (size < MAX_MILLIS) {
      return Instant.ofEpochMilli(number);
    }
    long perSecond = size < MAX_MICROS ? 1_000_000 : BILLION;
    return Instant.ofEpochSecond(
        Math.floorDiv(number, perSecond), Math.floorMod(number, perSecond) * (BILLION / perSecond));
  }

  private static @Nullable Instant ofDecimal(BigDecimal number) {
    double size = Math.abs(number.doubleValue());
    int shift = size < MAX_SECONDS ? 9 : size < MAX_MILLIS ? 6 : size < MAX_MICROS ? 3 : 0;
    if (size >= 1e20) {
      return null;
    }
    BigDecimal[] parts = number.movePointRight(shift).divideAndRemainder(DECIMAL_BILLION);
    return Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue());
  }
}
