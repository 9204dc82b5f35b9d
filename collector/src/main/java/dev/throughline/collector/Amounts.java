package dev.throughline.collector;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations and sizes as people write them. */
final class Amounts {
  private Amounts() {}

  /** {@code 90s}, {@code 10m}, {@code 2h}, {@code 7d}. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhd])");

    @Override
    public Duration convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException("\"" + text + "\", expected such as 90s, 10m, 2h or 7d");
      }
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
  }

  /** Bytes: {@code 1000000}, {@code 64m}, {@code 8g}; k, m and g are powers of 1024. */
  static final class BytesConverter implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})([kmg]?)");

    @Override
    public Long convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException("\"" + text + "\", expected such as 1000000, 64m or 8g");
      }
      long amount = Long.parseLong(matcher.group(1));
      return amount << (10 * " kmg".indexOf((matcher.group(2) + " ").charAt(0)));
    }
  }
}
