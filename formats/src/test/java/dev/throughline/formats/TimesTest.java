package dev.throughline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-22T12:00:00Z               | 2026-11-22T12:00:00Z
          2026-11-22T12:00:00                | 2026-11-22T12:00:00Z
          2026-11-22 12:00:00,123            | 2026-11-22T12:00:00.123Z
          2026-11-22T12:00:00.1234567891234Z | 2026-11-22T12:00:00.123456789Z
          2026-11-22T13:00:00.5+01:00        | 2026-11-22T12:00:00.5Z
          2026-11-22T13:00:00+0100           | 2026-11-22T12:00:00Z
          2026-11-22T06:30:00-05:30          | 2026-11-22T12:00:00Z
          2026-11-22T11:00:00-01             | 2026-11-22T12:00:00Z
          2026-12-31T23:59:60Z               | 2027-01-01T00:00:00Z
          1795348800                         | 2026-11-22T12:00:00Z
          1795348800.25                      | 2026-11-22T12:00:00.25Z
          1795348800123                      | 2026-11-22T12:00:00.123Z
          1795348800123456                   | 2026-11-22T12:00:00.123456Z
          1795348800123456789                | 2026-11-22T12:00:00.123456789Z
          -1                                 | 1969-12-31T23:59:59Z
          0                                  | 1970-01-01T00:00:00Z
          """)
  void readsWhatLoggersWrite(String text, Instant expected) {
    assertThat(EpochTime.ofField(text)).isEqualTo(expected);
  }

  @Test
  void readsNumbersAsNumbers() {
    assertThat(EpochTime.ofField(1795348800123L)).isEqualTo(Instant.ofEpochMilli(1795348800123L));
    assertThat(EpochTime.ofField(1795348800.123456))
        .isEqualTo(Instant.parse("2026-11-22T12:00:00.123456Z"));
    assertThat(EpochTime.ofField(Long.MIN_VALUE)).isBefore(Instant.EPOCH);
    assertThat(EpochTime.ofField(true)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-02-30T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T12:00:00.Z",
        "2026-11-22T12:00:00+99:00",
        "2026-11-22T12:00:00 Europe/Berlin",
        "2026/11/22 12:00:00",
        "--5",
        "1.2.3",
        "99999999999999999999999999999999",
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(EpochTime.ofField(text)).isNull();
  }

  @Test
  void otlpNanosecondsAreUnsigned() {
    assertThat(EpochTime.ofUnsignedNanos(0)).isNull();
    assertThat(EpochTime.ofUnsignedNanos(1))
        .isEqualTo(Instant.parse("1970-01-01T00:00:00.000000001Z"));
    assertThat(EpochTime.ofUnsignedNanos(-1))
        .isEqualTo(Instant.parse("2554-07-21T23:34:33.709551615Z"));
  }

  @Test
  void writesNineDigitsAndReadsThemBack() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Instant time =
          Instant.ofEpochSecond(
              random.nextLong(-62_167_219_200L, 253_402_300_800L), random.nextInt(1_000_000_000));
      String text = Rfc3339.format(time);
      assertThat(text).hasSize(30).startsWith(time.toString().substring(0, 19));
      assertThat(Rfc3339.parse(text)).isEqualTo(time);
    }
  }
}
