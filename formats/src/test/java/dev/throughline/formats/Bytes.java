package dev.throughline.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Short words for decoder tests. */
final class Bytes {
  static final Intake INTAKE = new Intake(Instant.parse("2026-11-22T14:00:00Z"), "test");

  private Bytes() {}

  static byte[] of(String text) {
    return text.getBytes(UTF_8);
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = Bytes.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** The records of a request in which none is refused. */
  static List<Signal> signals(DecodeResult result) {
    assertThat(result).isInstanceOf(Decoded.class);
    Decoded decoded = (Decoded) result;
    assertThat(decoded.refused()).isEmpty();
    return decoded.signals();
  }

  static LogRecord line(String json) {
    return line(of(json));
  }

  static LogRecord line(byte[] json) {
    List<Signal> signals = signals(new JsonLineDecoder().line(json, INTAKE, Ordinals.exact()));
    assertThat(signals).hasSize(1);
    return (LogRecord) signals.get(0);
  }

  static Span otlpSpan(String spanJson) {
    return (Span) signals(otlp(spanJson)).get(0);
  }

  /** Spans of one service, each given as the inside of its JSON object. */
  static DecodeResult otlp(String... spans) {
    return new OtlpDecoder().traces(of(traces(spans)), OtlpEncoding.JSON, INTAKE);
  }

  static String traces(String... spans) {
    return "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
        + "{\"stringValue\":\"orders\"}}]},\"scopeSpans\":[{\"spans\":[{"
        + String.join("},{", spans)
        + "}]}]}]}";
  }

  static LogRecord otlpLog(String logJson) {
    return (LogRecord) signals(otlpLogs(logJson)).get(0);
  }

  static DecodeResult otlpLogs(String... logs) {
    String body =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{"
            + String.join("},{", logs)
            + "}]}]}]}";
    return new OtlpDecoder().logs(of(body), OtlpEncoding.JSON, INTAKE);
  }
}
