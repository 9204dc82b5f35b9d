package dev.throughline.formats;

import static dev.throughline.formats.Bytes.INTAKE;
import static dev.throughline.formats.Bytes.line;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.DecodeResult.Malformed;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Severity;
import dev.throughline.journey.model.Signal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLineTest {
  @Test
  void readsRealPinoLines() throws IOException {
    DecodeResult result = new JsonLineDecoder().lines(Bytes.resource("/pino/pino.ndjson"), INTAKE);
    RecordCodec codec = new RecordCodec();
    String records =
        Bytes.signals(result).stream()
            .map(signal -> new String(codec.encode(signal), UTF_8) + "\n")
            .collect(Collectors.joining());
    assertThat(records).isEqualTo(new String(Bytes.resource("/pino/pino.records.ndjson"), UTF_8));
  }

  @Test
  void ecsFlatAndNestedAreOneRecord() {
    LogRecord flat =
        line(
            "{\"@timestamp\":\"2026-11-22T12:00:00.000Z\",\"log.level\":\"ERROR\",\"message\":\"m\","
                + "\"ecs.version\":\"8.11\",\"service.name\":\"orders\",\"service.node.name\":\"o-1\","
                + "\"trace.id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"user.id\":\"alice\","
                + "\"error.type\":\"X\",\"error.stack_trace\":\"X: at y\",\"process.thread.name\":\"main\"}");
    LogRecord nested =
        line(
            "{\"@timestamp\":\"2026-11-22T12:00:00.000Z\",\"log\":{\"level\":\"ERROR\"},\"message\":\"m\","
                + "\"ecs\":{\"version\":\"8.11\"},\"service\":{\"name\":\"orders\",\"node\":{\"name\":\"o-1\"}},"
                + "\"trace\":{\"id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"},\"user\":{\"id\":\"alice\"},"
                + "\"error\":{\"type\":\"X\",\"stack_trace\":\"X: at y\"},\"process\":{\"thread\":{\"name\":\"main\"}}}");
    assertThat(nested).isEqualTo(flat);
    assertThat(flat.severityNumber()).isEqualTo(Severity.ERROR);
    assertThat(flat.resource().instance()).isEqualTo("o-1");
    assertThat(flat.attributes().asMap())
        .isEqualTo(
            Map.of(
                "exception.type", "X", "exception.stacktrace", "X: at y", "thread.name", "main"));
  }

  @Test
  void winston() {
    LogRecord log =
        line(
            "{\"level\":\"warn\",\"message\":\"low\",\"timestamp\":\"2026-11-22T12:00:00.000Z\",\"service\":\"stock\",\"item\":7}");
    assertThat(log.severityNumber()).isEqualTo(Severity.WARN);
    assertThat(log.resource().serviceName()).isEqualTo("stock");
    assertThat(log.attributes().asMap()).isEqualTo(Map.of("item", 7L));
  }

  @Test
  void bunyan() {
    LogRecord log =
        line(
            "{\"name\":\"shop\",\"hostname\":\"h1\",\"pid\":7,\"level\":50,\"msg\":\"m\",\"time\":\"2026-11-22T12:00:00.000Z\",\"v\":0}");
    assertThat(log.resource().serviceName()).isEqualTo("shop");
    assertThat(log.resource().hostName()).isEqualTo("h1");
    assertThat(log.severityNumber()).isEqualTo(Severity.ERROR);
  }

  @Test
  void gelf() {
    LogRecord log =
        line(
            "{\"version\":\"1.1\",\"host\":\"h1\",\"short_message\":\"m\",\"timestamp\":1795348800.5,\"level\":3,\"_user_id\":\"alice\"}");
    assertThat(log.body()).isEqualTo("m");
    assertThat(log.severityNumber()).isEqualTo(Severity.ERROR);
    assertThat(log.time()).isEqualTo(Instant.parse("2026-11-22T12:00:00.5Z"));
    assertThat(log.ids().users()).hasSize(1);
  }

  @Test
  void serilog() {
    LogRecord log =
        line(
            "{\"@t\":\"2026-11-22T12:00:00Z\",\"@mt\":\"took {N}\",\"@l\":\"Warning\",\"@x\":\"E: at y\",\"N\":3}");
    assertThat(log.body()).isEqualTo("took {N}");
    assertThat(log.level()).isEqualTo("WARN");
    assertThat(log.attributes().text("exception.stacktrace")).hasValue("E: at y");
  }

  @Test
  void nameIsAServiceOnlyInNodesLoggers() {
    LogRecord log = line("{\"level\":\"info\",\"name\":\"Alice\",\"msg\":\"signed up\"}");
    assertThat(log.resource().serviceName()).isEqualTo("unknown_service");
    assertThat(log.attributes().text("name")).hasValue("Alice");
  }

  @ParameterizedTest
  @CsvSource({
    "INFO,9", "info,9", "Information,9", "WARNING,13", "warn,13", "ERROR,17", "err,17", "SEVERE,17",
    "FATAL,21", "CRITICAL,21", "TRACE,1", "FINEST,1", "DEBUG,5", "notice,10", "30,9", "odd,0",
  })
  void levels(String text, int number) {
    LogRecord log = line("{\"level\":\"" + text + "\"}");
    assertThat(log.severityNumber()).isEqualTo(number);
    assertThat(log.severityText()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "10,1",
    "20,5",
    "30,9",
    "35,9",
    "40,13",
    "50,17",
    "60,21",
    "0,23",
    "3,17",
    "4,13",
    "6,9",
    "7,5",
    "8,0",
    "100000,0"
  })
  void numericLevels(int level, int number) {
    assertThat(line("{\"level\":" + level + "}").severityNumber()).isEqualTo(number);
  }

  @Test
  void whatIsNoTimeOrLevelStaysAnAttribute() {
    LogRecord log = line("{\"time\":\"soon\",\"level\":{\"a\":1},\"msg\":\"m\"}");
    assertThat(log.time()).isEqualTo(INTAKE.receivedAt());
    assertThat(log.attributes().asMap()).isEqualTo(Map.of("time", "soon", "level.a", 1L));
  }

  @Test
  void linesAreTakenOneByOne() {
    String body =
        "\uFEFF{\"msg\":\"a\"}\r\n\n   \n{\"msg\":\"b\"\n{\"msg\":\"c\"}{\"msg\":\"d\"}\n[1]\n17\nplain text\n{\"msg\":\"e\"}";
    DecodeResult result = new JsonLineDecoder().lines(Bytes.of(body), INTAKE);
    assertThat(result).isInstanceOf(Decoded.class);
    Decoded decoded = (Decoded) result;
    assertThat(decoded.signals()).extracting(JsonLineTest::body).containsExactly("a", "e");
    assertThat(decoded.refused()).extracting(Refusal::index).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void anEmptyBodyIsFine() {
    assertThat(Bytes.signals(new JsonLineDecoder().lines(new byte[0], INTAKE))).isEmpty();
    assertThat(Bytes.signals(new JsonLineDecoder().lines(Bytes.of("\n\r\n"), INTAKE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":1}//x",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\u0001\"}",
      })
  void jsonIsStrict(String text) {
    assertThat(new JsonLineDecoder().line(Bytes.of(text), INTAKE, Ordinals.exact()))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void theLastOfTwoEqualKeysWins() {
    LogRecord log = line("{\"msg\":\"first\",\"k\":1,\"msg\":\"second\",\"k\":\"two\"}");
    assertThat(log.body()).isEqualTo("second");
    assertThat(log.attributes().asMap()).isEqualTo(Map.of("k", "two"));
  }

  @Test
  void filesHoldAllThreeKinds() throws IOException {
    FileLineDecoder file = new FileLineDecoder(INTAKE);
    String otlp =
        new String(Bytes.resource("/opentelemetry-proto/trace.json"), UTF_8).replace("\n", "");
    Signal span = Bytes.signals(file.line(Bytes.of(otlp))).get(0);
    Signal log = Bytes.signals(file.line(Bytes.of("\uFEFF{\"msg\":\"a\"}"))).get(0);
    byte[] record = new RecordCodec().encode(span);
    assertThat(Bytes.signals(file.line(record))).isEqualTo(List.of(span));
    assertThat(body(log)).isEqualTo("a");
    assertThat(Bytes.signals(file.line(Bytes.of("  ")))).isEmpty();
    assertThat(Bytes.signals(file.line(Bytes.of("{\"resourceMetrics\":[]}")))).isEmpty();
    assertThat(file.line(Bytes.of("plain"))).isInstanceOf(Malformed.class);
    assertThat(file.line(Bytes.of("{\"v\":1,\"k\":\"log\",\"cut"))).isInstanceOf(Malformed.class);
    assertThat(Bytes.signals(file.line(Bytes.of("{\"v\":0,\"level\":30,\"msg\":\"bunyan\"}"))))
        .hasSize(1);
  }

  private static String body(Signal signal) {
    return ((LogRecord) signal).body();
  }
}
