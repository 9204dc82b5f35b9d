package dev.throughline.formats;

import static dev.throughline.formats.Bytes.INTAKE;
import static dev.throughline.formats.Bytes.line;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.DecodeResult.Malformed;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Span;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of the bad-input table that formats answer for, by their numbers. */
final class HostileTest {
  private static final String IDS =
      "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanId\":\"00f067aa0ba902b7\"";

  private final RecordCodec codec = new RecordCodec();

  @Test
  void i13AHundredThousandLevels() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    for (DecodeResult result :
        List.of(
            new OtlpDecoder().traces(Bytes.of("{\"x\":" + deep + "}"), OtlpEncoding.JSON, INTAKE),
            new OtlpDecoder()
                .logs(Bytes.of("{\"resourceLogs\":" + deep + "}"), OtlpEncoding.JSON, INTAKE),
            new OtlpDecoder().json(Bytes.of(deep), INTAKE),
            new JsonLineDecoder().line(Bytes.of("{\"x\":" + deep + "}"), INTAKE, Ordinals.exact()),
            new FileLineDecoder(INTAKE)
                .line(Bytes.of("{\"v\":1,\"k\":\"log\",\"x\":" + deep + "}")))) {
      assertThat(result).isInstanceOf(Malformed.class);
    }
  }

  @Test
  void i15NumbersThatAreNone() {
    LogRecord log =
        line(
            "{\"a\":1e400,\"b\":-1e400,\"c\":123456789012345678901234567890,\"d\":9223372036854775807,\"e\":-0.0}");
    assertThat(log.attributes().asMap())
        .containsEntry("a", "1e400")
        .containsEntry("b", "-1e400")
        .containsEntry("c", "123456789012345678901234567890")
        .containsEntry("d", Long.MAX_VALUE)
        .containsEntry("e", -0.0);
    LogRecord otlp =
        Bytes.otlpLog(
            "\"attributes\":[{\"key\":\"a\",\"value\":{\"doubleValue\":\"NaN\"}},"
                + "{\"key\":\"b\",\"value\":{\"doubleValue\":1e400}},"
                + "{\"key\":\"c\",\"value\":{\"intValue\":\"99999999999999999999\"}}]");
    assertThat(otlp.attributes().asMap())
        .containsEntry("a", "NaN")
        .containsEntry("b", "1e400")
        .containsEntry("c", "99999999999999999999");
    byte[] digits = Bytes.of("{\"a\":" + "9".repeat(1_000_000) + "}");
    assertThat(new JsonLineDecoder().line(digits, INTAKE, Ordinals.exact()))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void i18TextThatIsNone() {
    byte[] wrong =
        "{\"msg\":\"caf\u00E9 \u00C0\u0080 \u00ED\u00A0\u0080\",\"k\":\"\\ud83d\"}"
            .getBytes(ISO_8859_1);
    LogRecord log = line(wrong);
    assertThat(log.body())
        .startsWith("caf\uFFFD ")
        .doesNotContain("\u0000")
        .doesNotContain("\uD800");
    assertThat(log.attributes().asMap())
        .containsEntry("k", "\uFFFD")
        .containsEntry(Fields.TEXT_REPAIRED, true);
    assertThat(codec.decode(codec.encode(log))).isEqualTo(log);
  }

  @Test
  void i18OnlyTheRecordWithTheDamageIsMarked() {
    byte[] body =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"a\u00E9\"}},{\"body\":{\"stringValue\":\"b\"}}]}]}]}"
            .getBytes(ISO_8859_1);
    List<LogRecord> logs =
        Bytes.signals(new OtlpDecoder().logs(body, OtlpEncoding.JSON, INTAKE)).stream()
            .map(LogRecord.class::cast)
            .toList();
    assertThat(logs.get(0).attributes().asMap()).containsEntry(Fields.TEXT_REPAIRED, true);
    assertThat(logs.get(1).attributes().isEmpty()).isTrue();
  }

  @Test
  void i18WholeTextIsNotMarked() {
    LogRecord log = line("{\"msg\":\"Zoë 日本 😀 \uFFFD\"}");
    assertThat(log.body()).isEqualTo("Zoë 日本 😀 \uFFFD");
    assertThat(log.attributes().isEmpty()).isTrue();
  }

  @Test
  void i19AndI20ControlsAndOverridesAreKeptAsData() {
    LogRecord log =
        line("{\"msg\":\"a\\u0000b\\u001b[2J\\u202e\\u200b\",\"user_id\":\"al\\u202eice\"}");
    assertThat(log.body()).isEqualTo("a\u0000b\u001b[2J\u202E\u200B");
    assertThat(log.ids().users().get(0).value()).isEqualTo("al\u202Eice");
    assertThat(new String(codec.encode(log), ISO_8859_1))
        .doesNotContain("\u0000")
        .doesNotContain("\u001b");
    assertThat(codec.decode(codec.encode(log))).isEqualTo(log);
  }

  @Test
  void i21ALongMessageIsCutAndSaysSo() {
    LogRecord log = line("{\"msg\":\"" + "x".repeat(10_000_000) + "\"}");
    assertThat(log.body()).hasSize(256 * 1024);
    assertThat(log.attributes().asMap())
        .containsEntry(Fields.TRUNCATED, true)
        .containsEntry(Fields.ORIGINAL_LENGTH, 10_000_000L);
    LogRecord wide = line("{\"msg\":\"y" + "😀".repeat(100_000) + "\"}");
    assertThat(Bytes.of(wide.body())).hasSizeBetween(256 * 1024 - 4, 256 * 1024);
    assertThat(wide.body()).doesNotContain("\uFFFD").endsWith("😀");
    assertThat(wide.attributes().asMap()).containsEntry(Fields.ORIGINAL_LENGTH, 400_001L);
  }

  @Test
  void i21ALongAttributeToo() {
    Span span =
        Bytes.otlpSpan(
            IDS
                + ",\"attributes\":[{\"key\":\"a\",\"value\":{\"stringValue\":\""
                + "x".repeat(300_000)
                + "\"}}]");
    assertThat(span.attributes().text("a").orElseThrow()).hasSize(256 * 1024);
    assertThat(span.attributes().asMap()).containsEntry(Fields.ORIGINAL_LENGTH, 300_000L);
  }

  @Test
  void i23TheFirstAttributesAreKeptAndIdsAreFoundBehindThem() {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      attributes.append("{\"key\":\"k").append(i).append("\",\"value\":{\"intValue\":1}},");
    }
    Span span =
        Bytes.otlpSpan(
            IDS
                + ",\"droppedAttributesCount\":3,\"attributes\":["
                + attributes
                + "{\"key\":\"user.id\",\"value\":{\"stringValue\":\"alice\"}}]");
    assertThat(span.attributes().asMap())
        .hasSize(129)
        .containsKeys("k0", "k127")
        .doesNotContainKey("k128")
        .containsEntry(Fields.DROPPED_ATTRIBUTES, 9_875L);
    assertThat(span.ids().users()).hasSize(1);
  }

  @Test
  void i24KeysAreData() {
    String longKey = "k".repeat(10_000);
    LogRecord log =
        line(
            "{\"\":1,\"_id\":2,\"__proto__\":3,\"a..b\":4,\".\":5,\"n\\u0000\":6,\""
                + longKey
                + "\":7,\"_source\":8}");
    assertThat(log.attributes().asMap())
        .containsEntry("(empty)", 1L)
        .containsEntry("_id", 2L)
        .containsEntry("__proto__", 3L)
        .containsEntry("a..b", 4L)
        .containsEntry(".", 5L)
        .containsEntry("n\uFFFD", 6L)
        .containsEntry("k".repeat(256), 7L)
        .containsEntry("_source", 8L)
        .containsEntry(Fields.TRUNCATED, true);
  }

  @Test
  void i25OneKeyOfManyTypes() {
    DecodeResult result =
        new JsonLineDecoder()
            .lines(
                Bytes.of(
                    "{\"x\":\"1\"}\n{\"x\":1}\n{\"x\":{\"y\":1}}\n{\"x\":[1,{\"y\":2},null]}\n{\"x\":true}"),
                INTAKE);
    assertThat(Bytes.signals(result))
        .extracting(signal -> signal.attributes().toString())
        .containsExactly("{x=1}", "{x=1}", "{x.y=1}", "{x=[1, {\"y\":2}, null]}", "{x=true}");
  }

  @Test
  void i28TimesAreKeptAsSent() {
    Span backwards =
        Bytes.otlpSpan(
            IDS + ",\"startTimeUnixNano\":\"2000000000\",\"endTimeUnixNano\":\"1000000000\"");
    assertThat(backwards.time()).isEqualTo(Instant.ofEpochSecond(2));
    assertThat(backwards.duration()).isNegative();
    assertThat(
            Bytes.otlpSpan(IDS + ",\"startTimeUnixNano\":\"1795348800\"").time().getEpochSecond())
        .isEqualTo(1);
    assertThat(line("{\"time\":\"9999-12-31T23:59:59Z\"}").time())
        .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    assertThat(line("{\"time\":\"1970-01-01T00:00:00Z\"}").time()).isEqualTo(Instant.EPOCH);
    assertThat(line("{\"time\":-62135596800000}").time())
        .isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
  }

  @Test
  void manyItemsOfAList() {
    LogRecord log = line("{\"x\":[" + "1,".repeat(5_000) + "1]}");
    assertThat((List<?>) log.attributes().asMap().get("x")).hasSize(1_024);
    assertThat(log.attributes().asMap()).containsEntry(Fields.TRUNCATED, true);
  }

  @Test
  void anyBytesGetAnAnswer() {
    java.util.Random random = new java.util.Random(5);
    byte[] whole =
        Bytes.of(
            "{\"time\":1795348800123,\"level\":30,\"msg\":\"hé\\u00e9\",\"user\":{\"id\":\"a\"},\"x\":[1,2.5e3,null,{\"y\":true}]}");
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] body = whole.clone();
      body[random.nextInt(body.length)] = (byte) random.nextInt();
      DecodeResult result = new FileLineDecoder(INTAKE).line(body);
      if (result instanceof Decoded decoded) {
        taken++;
        decoded
            .signals()
            .forEach(signal -> assertThat(codec.decode(codec.encode(signal))).isEqualTo(signal));
      }
    }
    assertThat(taken).isPositive();
  }
}
