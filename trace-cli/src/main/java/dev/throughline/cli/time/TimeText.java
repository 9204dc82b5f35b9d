package dev.throughline.cli.time;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a TIME: RFC 3339, a date, {@code HH:mm[ Zone]} (the most recent past one), {@code 2h}
 * (ago), {@code yesterday 10:00}, {@code now}. Times without a zone are in the given one.
 */
public final class TimeText {
  private static final String EXPECTED =
      "expected RFC 3339 (2026-11-22T12:00:00Z), a date, HH:mm with or without a zone,"
          + " 2h (ago), yesterday 10:00 or now";

  private static final Pattern FORM =
      Pattern.compile(
          "(?<day>today|yesterday|\\d{4}-\\d{2}-\\d{2})?"
              + "(?:(?:^|[t ] *)(?<clock>\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?))?"
              + "(?:(?: +|(?<=\\d))(?<zone>[a-z+-][a-z0-9_+:/-]*))?");

  /** Which end of a window a time is for: it decides what a whole day or a doubled hour means. */
  public enum End {
    /** A date is its first moment, a doubled hour its first pass. */
    FROM,
    /** A date is its last moment, a doubled hour its second pass. */
    TO
  }

  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param zone where naive times are
   */
  public TimeText(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * @throws IllegalArgumentException when the text is no time; its message says what is
   */
  public Instant parse(String text, End end) {
    String plain = text.strip();
    String lower = plain.toLowerCase(Locale.ROOT);
    if (lower.equals("now")) {
      return clock.instant();
    }
    Optional<Instant> ago = ago(lower);
    if (ago.isPresent()) {
      return ago.get();
    }
    Matcher form = FORM.matcher(lower);
    if (!form.matches() || (form.group("day") == null && form.group("clock") == null)) {
      throw new IllegalArgumentException("\"" + text + "\" is no time, " + EXPECTED);
    }
    return resolve(text, plain, form, end);
  }

  /**
   * A zone by its name or offset, in any case.
   *
   * @throws IllegalArgumentException when there is no such zone
   */
  public static ZoneId zone(String name) {
    String trimmed = name.strip();
    if (List.of("z", "utc", "gmt").contains(trimmed.toLowerCase(Locale.ROOT))) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(trimmed);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no time zone, expected one such as UTC, +02:00 or Europe/Berlin", e);
    }
  }

  private Optional<Instant> ago(String lower) {
    String duration = lower.endsWith(" ago") ? lower.substring(0, lower.length() - 4) : lower;
    return DurationText.tryParse(duration.strip()).map(length -> clock.instant().minus(length));
  }

  private Instant resolve(String text, String plain, Matcher form, End end) {
    ZoneId in = form.group("zone") == null ? zone : zone(plain.substring(form.start("zone")));
    try {
      return form.group("day") == null
          ? mostRecent(timeOfDay(Objects.requireNonNull(form.group("clock"))), in)
          : onDay(day(form.group("day"), in), form.group("clock"), in, end);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not in the calendar (" + e.getMessage() + ")", e);
    }
  }

  private LocalDate day(String day, ZoneId in) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), in);
    return switch (day) {
      case "today" -> today;
      case "yesterday" -> today.minusDays(1);
      default -> LocalDate.parse(day);
    };
  }

  private static Instant onDay(LocalDate day, @Nullable String time, ZoneId in, End end) {
    if (time != null) {
      return at(day.atTime(timeOfDay(time)), in, end).plusSeconds(leap(time));
    }
    return end == End.FROM
        ? day.atStartOfDay(in).toInstant()
        : day.plusDays(1).atStartOfDay(in).toInstant().minusNanos(1);
  }

  private static Instant at(LocalDateTime local, ZoneId in, End end) {
    var zoned = local.atZone(in);
    return (end == End.FROM ? zoned.withEarlierOffsetAtOverlap() : zoned.withLaterOffsetAtOverlap())
        .toInstant();
  }

  /** Tries today, then the days before, the second pass of a doubled hour before the first. */
  private Instant mostRecent(LocalTime time, ZoneId in) {
    Instant now = clock.instant();
    LocalDate day = LocalDate.ofInstant(now, in);
    while (true) {
      List<ZoneOffset> offsets = in.getRules().getValidOffsets(day.atTime(time));
      for (int i = offsets.size() - 1; i >= 0; i--) {
        Instant candidate = day.atTime(time).toInstant(offsets.get(i));
        if (!candidate.isAfter(now)) {
          return candidate;
        }
      }
      day = day.minusDays(1);
    }
  }

  private static LocalTime timeOfDay(String clock) {
    String padded = clock.indexOf(':') == 1 ? "0" + clock : clock;
    return LocalTime.parse(leap(padded) == 0 ? padded.replace(',', '.') : padded.substring(0, 5));
  }

  /** A leap second, which RFC 3339 allows and the JDK's clock does not know, is the next minute. */
  private static long leap(String clock) {
    return clock.endsWith(":60") || clock.contains(":60.") ? 60 : 0;
  }
}
