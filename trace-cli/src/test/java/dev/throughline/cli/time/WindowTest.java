package dev.throughline.cli.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.journey.store.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

  @Test
  void aLiveSourceIsAskedForADay() {
    assertThat(range(new Window(null, null, null, null), true))
        .isEqualTo(range("2026-11-21T14:00:00Z", "2026-11-22T14:00:00Z"));
  }

  @Test
  void aFileIsAskedForEverything() {
    assertThat(range(new Window(null, null, null, null), false)).isEqualTo(TimeRange.ALL);
  }

  @Test
  void aLiveSourceIsAskedUntilNow() {
    assertThat(range(new Window("2h", null, null, null), true))
        .isEqualTo(range("2026-11-22T12:00:00Z", "2026-11-22T14:00:00Z"));
  }

  @Test
  void aFileHasNoNow() {
    assertThat(range(new Window("2h", null, null, null), false))
        .isEqualTo(new TimeRange(Instant.parse("2026-11-22T12:00:00Z"), Instant.MAX));
  }

  @Test
  void untilAloneReachesADayBack() {
    assertThat(range(new Window(null, "10:00", null, null), true))
        .isEqualTo(range("2026-11-21T10:00:00Z", "2026-11-22T10:00:00Z"));
  }

  @Test
  void aroundReachesToBothSides() {
    assertThat(range(new Window(null, null, "13:00", "90s"), true))
        .isEqualTo(range("2026-11-22T12:58:30Z", "2026-11-22T13:01:30Z"));
  }

  @Test
  void atAloneReachesTenMinutes() {
    assertThat(range(new Window(null, null, "13:00", null), false))
        .isEqualTo(range("2026-11-22T12:50:00Z", "2026-11-22T13:10:00Z"));
  }

  @Test
  void refusalsNameTheOptionAndTheValue() {
    refused(new Window("10:00", "09:00", null, null), "--since 10:00", "--until 09:00");
    refused(new Window("2099-01-01", null, null, null), "--since 2099-01-01", "now");
    refused(new Window("soon", null, null, null), "--since \"soon\"");
    refused(new Window(null, "later", null, null), "--until \"later\"");
    refused(new Window(null, null, null, "2h"), "--around 2h", "--at");
    refused(new Window("1h", null, "13:00", null), "--at", "--since");
    refused(new Window(null, "1h", "13:00", null), "--at", "--until");
    refused(new Window(null, null, "13:00", "wide"), "--around \"wide\"", "90s");
    refused(new Window(null, null, "13:00", "0s"), "--around \"0s\"");
  }

  private static void refused(Window window, String... words) {
    assertThatThrownBy(() -> range(window, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  private static TimeRange range(Window window, boolean live) {
    TimeText times = new TimeText(Clock.fixed(NOW, ZoneOffset.UTC), ZoneOffset.UTC);
    return window.range(times, NOW, live);
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(Instant.parse(from), Instant.parse(to));
  }
}
