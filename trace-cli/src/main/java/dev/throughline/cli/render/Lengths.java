package dev.throughline.cli.render;

import java.time.Duration;

/** Durations as people read them: three digits and a unit. */
final class Lengths {
  private final String micro;

  /**
   * @param micro the sign of a microsecond
   */
  Lengths(String micro) {
    this.micro = micro;
  }

  String of(Duration length) {
    if (length.isNegative()) {
      return "-" + of(length.negated());
    }
    double millis = length.toSeconds() * 1e3 + length.getNano() / 1e6;
    if (millis == 0) {
      return "0 ms";
    }
    if (millis < 0.9995) {
      return Math.round(millis * 1e3) + " " + micro;
    }
    if (millis < 999.5) {
      return digits(millis) + " ms";
    }
    return length.toSeconds() < 60 ? digits(millis / 1e3) + " s" : longer(length);
  }

  private static String longer(Duration length) {
    if (length.toHours() < 1) {
      return length.toMinutes() + "m " + two(length.toSecondsPart()) + "s";
    }
    if (length.toDays() < 2) {
      return length.toHours() + "h " + two(length.toMinutesPart()) + "m";
    }
    return length.toDays() + "d " + two(length.toHoursPart()) + "h";
  }

  /** 1.23, 12.3 or 123; by hand because a formatter costs more than the whole line. */
  private static String digits(double value) {
    if (value >= 99.95) {
      return Long.toString(Math.round(value));
    }
    boolean one = value >= 9.995;
    long scaled = Math.round(value * (one ? 10 : 100));
    long unit = one ? 10 : 100;
    String fraction = Long.toString(scaled % unit);
    return scaled / unit + "." + (one || fraction.length() == 2 ? fraction : "0" + fraction);
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
