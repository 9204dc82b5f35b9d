package dev.throughline.cli.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.cli.time.TimeText.End;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:30:15.5Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T12:00:00Z,            2026-11-22T12:00:00Z",
    "2026-11-22t12:00:00z,            2026-11-22T12:00:00Z",
    "2026-11-22 12:00:00Z,            2026-11-22T12:00:00Z",
    "2026-11-22T12:00:00.123456789Z,  2026-11-22T12:00:00.123456789Z",
    "2026-11-22T12:00:00+02:00,       2026-11-22T10:00:00Z",
    "2026-11-22T12:00:00-0330,        2026-11-22T15:30:00Z",
    "2026-12-31T23:59:60Z,            2027-01-01T00:00:00Z",
    "2026-11-22T12:00,                2026-11-22T11:00:00Z",
    "2026-11-22 12:00 America/New_York, 2026-11-22T17:00:00Z",
    "2026-11-22,                      2026-11-21T23:00:00Z",
    "2026-11-22 UTC,                  2026-11-22T00:00:00Z",
    "now,                             2026-11-22T13:30:15.5Z",
    "' now ',                         2026-11-22T13:30:15.5Z",
    "2h,                              2026-11-22T11:30:15.5Z",
    "90s ago,                         2026-11-22T13:28:45.5Z",
    "1h30m,                           2026-11-22T12:00:15.5Z",
    "500ms,                           2026-11-22T13:30:15Z",
    "7d,                              2026-11-15T13:30:15.5Z",
    "0s,                              2026-11-22T13:30:15.5Z",
    "14:30,                           2026-11-22T13:30:00Z",
    "14:31,                           2026-11-21T13:31:00Z",
    "9:05,                            2026-11-22T08:05:00Z",
    "13:30:15 UTC,                    2026-11-22T13:30:15Z",
    "13:30:16 UTC,                    2026-11-21T13:30:16Z",
    "13:29Z,                          2026-11-22T13:29:00Z",
    "08:00 Asia/Tokyo,                2026-11-21T23:00:00Z",
    "23:00 Asia/Tokyo,                2026-11-21T14:00:00Z",
    "15:00+02:00,                     2026-11-22T13:00:00Z",
    "yesterday 10:00,                 2026-11-21T09:00:00Z",
    "Yesterday 10:00 UTC,             2026-11-21T10:00:00Z",
    "yesterday,                       2026-11-20T23:00:00Z",
    "today,                           2026-11-21T23:00:00Z",
    "today 08:15:30.25,               2026-11-22T07:15:30.25Z",
  })
  void readsEveryFormAsThePersonInBerlinMeansIt(String text, Instant expected) {
    assertThat(berlin(NOW).parse(text, End.FROM)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20,  2026-11-20T22:59:59.999999999Z",
    "yesterday,   2026-11-21T22:59:59.999999999Z",
    "2026-10-25,  2026-10-25T22:59:59.999999999Z",
    "2026-11-20T00:00, 2026-11-19T23:00:00Z",
  })
  void aDayAsTheEndOfAWindowIsThatWholeDay(String text, Instant expected) {
    assertThat(berlin(NOW).parse(text, End.TO)).isEqualTo(expected);
  }

  /** On 2026-10-25 Berlin's 02:30 came twice: at 00:30 UTC and at 01:30 UTC. */
  @ParameterizedTest
  @CsvSource({
    "2026-10-25T02:30, FROM, 2026-10-25T00:30:00Z",
    "2026-10-25T02:30, TO,   2026-10-25T01:30:00Z",
    "2026-10-25T02:30+02:00, TO, 2026-10-25T00:30:00Z",
  })
  void aDoubledHourMakesTheWindowWider(String text, End end, Instant expected) {
    assertThat(berlin(NOW).parse(text, end)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-25T03:00:00Z, 2026-10-25T01:30:00Z",
    "2026-10-25T01:00:00Z, 2026-10-25T00:30:00Z",
    "2026-10-25T00:00:00Z, 2026-10-24T00:30:00Z",
  })
  void theMostRecentPassOfADoubledHourCounts(Instant now, Instant expected) {
    assertThat(berlin(now).parse("02:30", End.FROM)).isEqualTo(expected);
  }

  /** On 2026-03-29 Berlin's clocks went from 02:00 straight to 03:00. */
  @Test
  void anHourThatDidNotHappenTodayWasYesterday() {
    assertThat(berlin(Instant.parse("2026-03-29T10:00:00Z")).parse("02:30", End.FROM))
        .isEqualTo("2026-03-28T01:30:00Z");
  }

  @Test
  void aDateTimeInsideTheSkippedHourMovesForwardWithTheClocks() {
    assertThat(berlin(NOW).parse("2026-03-29 02:30", End.FROM)).isEqualTo("2026-03-29T01:30:00Z");
  }

  @Test
  void yesterdayIsYesterdayInTheZoneThatIsNamed() {
    assertThat(berlin(NOW).parse("yesterday 10:00 Pacific/Auckland", End.FROM))
        .isEqualTo("2026-11-21T21:00:00Z");
  }

  @Test
  void theDayBeforeAClockChangeHasItsOwnOffset() {
    assertThat(berlin(Instant.parse("2026-10-25T12:00:00Z")).parse("yesterday 10:00", End.FROM))
        .isEqualTo("2026-10-24T08:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "soon",
        "12",
        "12:",
        "2026",
        "2026-1-1",
        "22.11.2026",
        "-2h",
        "2 h",
        "2y",
        "T12:00:",
        "2026-11-22T12:00:00Z; rm -rf",
        "yesterdays",
        "12:00 12:00",
        "２h"
      })
  void whatIsNoTimeIsRefusedWithWhatIsOne(String text) {
    assertThatThrownBy(() -> berlin(NOW).parse(text, End.FROM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-30,            calendar",
    "24:01,                 calendar",
    "12:60,                 calendar",
    "2026-13-01T00:00:00Z,  calendar",
    "12:00 Mars/Olympus,    time zone",
    "99999999999999999999h, longer",
    "4000d,                 longer",
  })
  void theRefusalSaysWhatIsWrong(String text, String reason) {
    assertThatThrownBy(() -> berlin(NOW).parse(text, End.FROM)).hasMessageContaining(reason);
  }

  private static TimeText berlin(Instant now) {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    return new TimeText(Clock.fixed(now, berlin), berlin);
  }
}
