package dev.throughline.cli.time;

import dev.throughline.cli.time.TimeText.End;
import dev.throughline.journey.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of time a command line asks about, in the words it was asked.
 *
 * @param since a TIME, or null
 * @param until a TIME, or null
 * @param at a TIME, or null; excludes the two above
 * @param around a DURATION to both sides of {@code at}, or null
 */
public record Window(
    @Nullable String since, @Nullable String until, @Nullable String at, @Nullable String around) {
  /** What a live source is asked for when nothing was said. */
  static final Duration DEFAULT = Duration.ofHours(24);

  static final Duration DEFAULT_AROUND = Duration.ofMinutes(10);

  /** Whether nothing was said about time. */
  public boolean isUnsaid() {
    return since == null && until == null && at == null && around == null;
  }

  /**
   * The moment asked about, or null when none was named.
   *
   * @throws IllegalArgumentException when it is no time
   */
  public @Nullable Instant at(TimeText times) {
    return at == null ? null : read(times, "--at", at, End.FROM);
  }

  /**
   * The range in which to look.
   *
   * @param live whether an end that was not said is bounded: a day back, and now
   * @throws IllegalArgumentException when the words contradict each other or are no times
   */
  public TimeRange range(TimeText times, Instant now, boolean live) {
    if (at != null) {
      return aroundAt(times, at);
    }
    if (around != null) {
      throw new IllegalArgumentException("--around " + around + " needs --at TIME, its middle");
    }
    Instant to = until == null ? (live ? now : Instant.MAX) : read(times, "--until", until, End.TO);
    Instant from =
        since == null
            ? (live ? to.minus(DEFAULT) : Instant.MIN)
            : read(times, "--since", since, End.FROM);
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "--since %s (%s) lies after --until %s (%s)"
              .formatted(since, from, until == null ? "now" : until, to));
    }
    return new TimeRange(from, to);
  }

  /**
   * As wide as {@code around} says, about another time.
   *
   * @param option what named that time, for the error
   * @throws IllegalArgumentException when it is no time
   */
  public TimeRange about(TimeText times, String option, String middleText) {
    Instant middle = read(times, option, middleText, End.FROM);
    Duration reach = around == null ? DEFAULT_AROUND : duration(around);
    return new TimeRange(middle.minus(reach), middle.plus(reach));
  }

  private TimeRange aroundAt(TimeText times, String middleText) {
    if (since != null || until != null) {
      throw new IllegalArgumentException(
          "--at and " + (since != null ? "--since" : "--until") + " both, expected one of them");
    }
    return about(times, "--at", middleText);
  }

  private static Duration duration(String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--around " + e.getMessage(), e);
    }
  }

  private static Instant read(TimeText times, String option, String text, End end) {
    try {
      return times.parse(text, end);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + " " + e.getMessage(), e);
    }
  }
}
