package dev.throughline.cli.render;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Moments in the reader's zone. */
final class Times {
  private final ZoneId zone;

  Times(ZoneId zone) {
    this.zone = zone;
  }

  LocalDate day(Instant time) {
    return local(time).toLocalDate();
  }

  /** {@code 13:41:02.120}. */
  String clock(Instant time) {
    LocalDateTime local = local(time);
    int millis = local.getNano() / 1_000_000;
    return seconds(local) + '.' + pad(millis / 100, 1) + pad(millis % 100, 2);
  }

  /** {@code 2026-11-22 13:41:02}. */
  String full(Instant time) {
    LocalDateTime local = local(time);
    return local.toLocalDate() + " " + seconds(local);
  }

  /** The end of a stretch that began at another time: without the day when it is the same. */
  String endOf(Instant end, Instant begin) {
    return day(begin).equals(day(end)) ? seconds(local(end)) : full(end);
  }

  /** The zone's own name, with its offset where the name does not tell it. */
  String zoneName(Instant time) {
    ZonedDateTime zoned = time.atZone(zone);
    String offset = zoned.getOffset().getId();
    String name = zone.getId();
    if (offset.equals("Z") && (name.equals("Z") || name.endsWith("UTC") || name.equals("GMT"))) {
      return "UTC";
    }
    return name.equals(offset) ? name : name + " " + (offset.equals("Z") ? "+00:00" : offset);
  }

  private LocalDateTime local(Instant time) {
    return LocalDateTime.ofInstant(time, zone);
  }

  private static String seconds(LocalDateTime local) {
    return pad(local.getHour(), 2)
        + ':'
        + pad(local.getMinute(), 2)
        + ':'
        + pad(local.getSecond(), 2);
  }

  private static String pad(int number, int digits) {
    String text = Integer.toString(number);
    return text.length() < digits ? "0" + text : text;
  }
}
