package dev.throughline.cli;

import dev.throughline.cli.time.TimeText;
import dev.throughline.cli.time.Window;
import dev.throughline.journey.store.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When. */
final class WindowOptions {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = {
        "From then on. TIME is RFC 3339, a date, HH:mm with or without a zone (the most recent past"
            + " one), 2h (ago), or yesterday 10:00.",
        "Without any time: the last 24 h of live sources, all of files and of --trace."
      })
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Up to then; a date is all of it.")
  private @Nullable String until;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "About then; of several failures the nearest to it is the origin.")
  private @Nullable String at;

  @Option(
      names = "--around",
      paramLabel = "DURATION",
      description = "How far from --at to both sides, such as 90s, 10m, 2h, 7d (default: 10m).")
  private @Nullable String around;

  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      description = "The zone of times without one, read and shown (default: the local zone).")
  private @Nullable String tz;

  ZoneId zone(Clock clock) {
    try {
      return tz == null ? clock.getZone() : TimeText.zone(tz);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--tz " + e.getMessage(), e);
    }
  }

  /** The moment asked about, or null. */
  @Nullable Instant at(Clock clock) {
    try {
      return new Window(since, until, at, around).at(new TimeText(clock, zone(clock)));
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * @param unbounded whether everything is meant when nothing was said
   */
  TimeRange range(Clock clock, boolean unbounded) {
    return read(clock, (window, times) -> window.range(times, clock.instant(), !unbounded));
  }

  /** The stretch about another time than --at, as wide as --around says. */
  TimeRange about(Clock clock, String option, String time) {
    return read(clock, (window, times) -> window.about(times, option, time));
  }

  /** What was said of the time; about now when nothing was, but perhaps how wide. */
  TimeRange rangeOrNow(Clock clock) {
    boolean unsaid = since == null && until == null && at == null;
    return unsaid ? about(clock, "--around", "now") : range(clock, false);
  }

  private <T> T read(Clock clock, BiFunction<Window, TimeText, T> reading) {
    try {
      return reading.apply(new Window(since, until, at, around), new TimeText(clock, zone(clock)));
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()), e);
    }
  }
}
