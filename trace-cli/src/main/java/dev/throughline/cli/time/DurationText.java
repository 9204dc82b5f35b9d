package dev.throughline.cli.time;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a DURATION such as {@code 90s}, {@code 10m}, {@code 2h}, {@code 7d} or {@code 1h30m}. */
public final class DurationText {
  /** The longest duration taken, so that no arithmetic on it can overflow. */
  public static final Duration MAX = Duration.ofDays(3_650);

  private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:ms|[smhdw]))+");
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdw])");

  private DurationText() {}

  /** Whether a text has the form of a duration, whatever its size. */
  static boolean isDuration(String text) {
    return WHOLE.matcher(text).matches();
  }

  /**
   * The duration, or empty when the text has another form.
   *
   * @throws IllegalArgumentException when it is zero or longer than {@link #MAX}
   */
  static Optional<Duration> tryParse(String text) {
    if (!isDuration(text)) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      sum = sum.plus(part(text, parts.group(1), parts.group(2)));
      if (sum.compareTo(MAX) > 0) {
        throw tooLong(text);
      }
    }
    return Optional.of(sum);
  }

  /**
   * @throws IllegalArgumentException when the text is no duration; its message says what is
   */
  public static Duration parse(String text) {
    Duration parsed =
        tryParse(text.strip())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "\"" + text + "\" is no duration, expected one such as 90s, 10m, 2h, 7d"));
    if (parsed.isZero()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no time at all, expected 1ms or more");
    }
    return parsed;
  }

  private static Duration part(String text, String digits, String unit) {
    if (digits.length() > 15) {
      throw tooLong(text);
    }
    long amount = Long.parseLong(digits);
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofSeconds(amount * 60);
      case "h" -> Duration.ofSeconds(amount * 3_600);
      case "d" -> Duration.ofSeconds(Math.min(amount, 10_000) * 86_400);
      default -> Duration.ofSeconds(Math.min(amount, 10_000) * 604_800);
    };
  }

  private static IllegalArgumentException tooLong(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is longer than can be asked for, expected at most " + MAX.toDays() + "d");
  }
}
