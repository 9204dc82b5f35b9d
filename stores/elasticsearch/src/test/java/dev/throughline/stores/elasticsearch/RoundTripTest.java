package dev.throughline.stores.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Signal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;

/** A document is the record, whatever the record. */
class RoundTripTest {
  @Test
  void anyRecordComesBack() {
    for (int seed = 0; seed < 2_000; seed++) {
      Signal signal = new RandomRecords(new Random(seed)).next();

      assertThat(comesBack(signal)).as("seed %d", seed).isEqualTo(signal);
    }
  }

  @Test
  void doublesWithoutANumberInJsonComeBack() {
    Attributes odd =
        Attributes.of(
            Map.of(
                "nan", Double.NaN,
                "up", Double.POSITIVE_INFINITY,
                "down", Double.NEGATIVE_INFINITY,
                "minus", -0.0,
                "list", List.of(1L, 1.0, Double.NaN, "1", true)));

    assertThat(comesBack(Records.log("odd", odd)).attributes()).isEqualTo(odd);
  }

  @Test
  void keysThatAFlattenedFieldRefusesComeBack() {
    Attributes odd =
        Attributes.of(Map.of("a\0b", 1L, "k".repeat(5_000), "long", "", "empty", "a..b.", 2L));

    assertThat(comesBack(Records.log("odd", odd)).attributes()).isEqualTo(odd);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1000000000-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z",
        "1970-01-01T00:00:00Z",
        "2262-04-11T23:47:16.854775807Z",
        "2262-04-11T23:47:16.854775808Z",
        "+1000000000-12-31T23:59:59.999999999Z"
      })
  void anyTimeComesBack(String text) {
    Instant time = Instant.parse(text);
    Signal span = Records.span("span", time, Instant.EPOCH, time);

    assertThat(comesBack(span)).isEqualTo(span);
    assertThat(new String(document(span), StandardCharsets.UTF_8))
        .as("a date that date_nanos can hold")
        .containsPattern("\"@timestamp\":\"(19[7-9]\\d|2[01]\\d\\d|22[0-5]\\d|226[012])-");
  }

  @Test
  void aDocumentOfSomebodyElseIsNamed() {
    byte[] other =
        "{\"@timestamp\":\"yesterday\",\"kind\":\"log\"}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> RecordReader.read("x", other, 0, other.length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("document x is not ours");
  }

  private static Signal comesBack(Signal signal) {
    byte[] document = document(signal);
    byte[] framed = Arrays.copyOf(document, document.length + 3);
    return RecordReader.read(signal.recordId().value(), framed, 0, document.length);
  }

  private static byte[] document(Signal signal) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      RecordWriter.write(json, signal);
    }
    return out.toByteArray();
  }
}
