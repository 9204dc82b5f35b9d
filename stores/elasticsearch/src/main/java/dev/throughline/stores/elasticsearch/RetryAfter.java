package dev.throughline.stores.elasticsearch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header of RFC 9110, section 10.2.3: seconds, or a date. */
final class RetryAfter {
  /** Nobody waits longer than this before asking again. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private RetryAfter() {}

  static @Nullable Duration of(@Nullable String header) {
    if (header == null) {
      return null;
    }
    Duration asked = parsed(header.strip());
    if (asked == null || asked.isNegative()) {
      return null;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static @Nullable Duration parsed(String text) {
    try {
      return text.chars().allMatch(Character::isDigit)
          ? Duration.ofSeconds(Long.parseLong(text))
          : Duration.between(
              Instant.now(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      return null;
    }
  }
}
