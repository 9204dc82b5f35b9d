package dev.throughline.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Times as text: written as RFC 3339 in UTC with nine fractional digits, read also in the looser
 * ISO 8601 spellings that loggers use. By hand, because every record passes here several times.
 */
final class Rfc3339 {
  private static final int DATE_LENGTH = 10;
  private static final int DATE_TIME_LENGTH = 19;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long YEAR_0 = -62_167_219_200L;
  private static final long YEAR_10000 = 253_402_300_800L;

  private Rfc3339() {}

  /** {@code 2026-11-22T12:00:00.000000000Z}; years beyond four digits as {@link Instant} does. */
  static String format(Instant time) {
    long seconds = time.getEpochSecond();
    if (seconds < YEAR_0 || seconds >= YEAR_10000) {
      return time.toString();
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
    int secondOfDay = Math.floorMod(seconds, (int) SECONDS_PER_DAY);
    byte[] text = new byte[30];
    digits(text, 0, 4, date.getYear());
    text[4] = '-';
    digits(text, 5, 2, date.getMonthValue());
    text[7] = '-';
    digits(text, 8, 2, date.getDayOfMonth());
    text[10] = 'T';
    digits(text, 11, 2, secondOfDay / 3600);
    text[13] = ':';
    digits(text, 14, 2, secondOfDay / 60 % 60);
    text[16] = ':';
    digits(text, 17, 2, secondOfDay % 60);
    text[19] = '.';
    digits(text, 20, 9, time.getNano());
    text[29] = 'Z';
    return new String(text, ISO_8859_1);
  }

  private static void digits(byte[] text, int at, int count, int value) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /**
   * The time, or null when the text is none. Reads {@code T} or a space between date and time, a
   * point or comma before the fraction, no fraction, no zone (then UTC), offsets with and without
   * colon, and what {@link Instant#toString} writes.
   */
  static @Nullable Instant parse(String text) {
    if (text.length() < DATE_TIME_LENGTH || text.charAt(0) == '+' || text.charAt(0) == '-') {
      return parseFarYear(text);
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if ((year | month | day | hour | minute | second) < 0
        || !isSeparated(text)
        || hour > 23
        || minute > 59
        || second > 60) {
      return null;
    }
    int end = fractionEnd(text);
    int nanos = nanos(text, end);
    Integer offset = offsetSeconds(text, end);
    if (nanos < 0 || offset == null) {
      return null;
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      return Instant.ofEpochSecond(
          days * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second - offset, nanos);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  private static @Nullable Instant parseFarYear(String text) {
    if (text.length() < DATE_LENGTH || text.charAt(text.length() - 1) != 'Z') {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException notATime) {
      return null;
    }
  }

  private static boolean isSeparated(String text) {
    char between = text.charAt(DATE_LENGTH);
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && (between == 'T' || between == ' ' || between == 't')
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  private static int fractionEnd(String text) {
    int at = DATE_TIME_LENGTH;
    if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
      at++;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  /** The fraction's nanoseconds; digits beyond the ninth are dropped; -1 for a lone point. */
  private static int nanos(String text, int end) {
    if (end == DATE_TIME_LENGTH) {
      return 0;
    }
    if (end == DATE_TIME_LENGTH + 1) {
      return -1;
    }
    int nanos = 0;
    for (int i = 0; i < 9; i++) {
      int at = DATE_TIME_LENGTH + 1 + i;
      nanos = nanos * 10 + (at < end ? text.charAt(at) - '0' : 0);
    }
    return nanos;
  }

  private static @Nullable Integer offsetSeconds(String text, int at) {
    int length = text.length() - at;
    if (length == 0 || (length == 1 && (text.charAt(at) | 0x20) == 'z')) {
      return 0;
    }
    char sign = text.charAt(at);
    if ((sign != '+' && sign != '-') || (length != 3 && length != 5 && length != 6)) {
      return null;
    }
    int hours = number(text, at + 1, at + 3);
    int minutes = length == 3 ? 0 : number(text, text.length() - 2, text.length());
    if (hours < 0
        || hours > 18
        || minutes < 0
        || minutes > 59
        || (length == 6 && text.charAt(at + 3) != ':')) {
      return null;
    }
    int seconds = hours * 3600 + minutes * 60;
    return sign == '-' ? -seconds : seconds;
  }

  /** The decimal number between two places, or -1. */
  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
