package dev.throughline.formats;

import static dev.throughline.formats.Bytes.INTAKE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.DecodeResult.Malformed;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Span;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OtlpJsonTest {
  private static final String IDS =
      "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanId\":\"00f067aa0ba902b7\"";

  private final OtlpDecoder decoder = new OtlpDecoder();

  @Test
  void readsTheProjectsOwnTrace() throws IOException {
    byte[] body = Bytes.resource("/opentelemetry-proto/trace.json");
    Span span = (Span) Bytes.signals(decoder.traces(body, OtlpEncoding.JSON, INTAKE)).get(0);
    assertThat(span.traceId().hex()).isEqualTo("5b8efff798038103d269b633813fc60c");
    assertThat(span.spanId().hex()).isEqualTo("eee19b7ec3c1b174");
    assertThat(String.valueOf(span.parentSpanId())).isEqualTo("eee19b7ec3c1b173");
    assertThat(span.name()).isEqualTo("I'm a server span");
    assertThat(span.kind()).isEqualTo(Span.Kind.SERVER);
    assertThat(span.time()).isEqualTo(Instant.parse("2018-12-13T14:51:00Z"));
    assertThat(span.end()).isEqualTo(Instant.parse("2018-12-13T14:51:01Z"));
    assertThat(span.resource().serviceName()).isEqualTo("my.service");
    assertThat(span.attributes().asMap())
        .isEqualTo(
            Map.of(
                "my.span.attr", "some value",
                "otel.scope.my.scope.attribute", "some scope attribute",
                "otel.scope.name", "my.library",
                "otel.scope.version", "1.0.0"));
  }

  @Test
  void readsTheProjectsOwnLog() throws IOException {
    byte[] body = Bytes.resource("/opentelemetry-proto/logs.json");
    LogRecord log = (LogRecord) Bytes.signals(decoder.logs(body, OtlpEncoding.JSON, INTAKE)).get(0);
    assertThat(log.body()).isEqualTo("Example log record");
    assertThat(log.severityNumber()).isEqualTo(10);
    assertThat(log.severityText()).isEqualTo("Information");
    assertThat(log.time()).isEqualTo(Instant.parse("2018-12-13T14:51:00.3Z"));
    assertThat(String.valueOf(log.ids().spanId())).isEqualTo("eee19b7ec3c1b174");
    assertThat(log.attributes().asMap())
        .containsEntry("boolean.attribute", true)
        .containsEntry("int.attribute", 10L)
        .containsEntry("double.attribute", 637.704)
        .containsEntry("array.attribute", List.of("many", "values"))
        .containsEntry("map.attribute.some.map.key", "some value");
  }

  @Test
  void aFileMayHoldEither() throws IOException {
    for (String name : List.of("trace.json", "logs.json")) {
      byte[] body = Bytes.resource("/opentelemetry-proto/" + name);
      assertThat(Bytes.signals(decoder.json(body, INTAKE))).hasSize(1);
    }
  }

  @Test
  void emptyRequestsAreFine() {
    for (String body :
        List.of(
            "{}",
            "{\"resourceSpans\":[]}",
            "{\"resourceSpans\":null}",
            "{\"resourceSpans\":[{}]}")) {
      assertThat(Bytes.signals(decoder.traces(Bytes.of(body), OtlpEncoding.JSON, INTAKE)))
          .isEmpty();
    }
  }

  @Test
  void readsWhatTheSpecificationAllowsToVary() {
    Span span =
        Bytes.otlpSpan(
            "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"span_id\":\"00F067AA0BA902B7\","
                + "\"parentSpanId\":null,\"kind\":\"SPAN_KIND_CLIENT\",\"startTimeUnixNano\":1,"
                + "\"endTimeUnixNano\":\"18446744073709551615\",\"flags\":257,\"unknown\":{\"a\":[]},"
                + "\"status\":{\"code\":\"STATUS_CODE_ERROR\",\"message\":\"boom\"},"
                + "\"attributes\":[{\"key\":\"n\",\"value\":{\"intValue\":7}},"
                + "{\"key\":\"d\",\"value\":{\"doubleValue\":\"2.5\"}},"
                + "{\"key\":\"b\",\"value\":{\"bytesValue\":\"AQI=\"}},"
                + "{\"key\":\"none\",\"value\":{}}]");
    assertThat(span.parentSpanId()).isNull();
    assertThat(span.kind()).isEqualTo(Span.Kind.CLIENT);
    assertThat(span.time()).isEqualTo(Instant.ofEpochSecond(0, 1));
    assertThat(span.end()).isEqualTo(Instant.parse("2554-07-21T23:34:33.709551615Z"));
    assertThat(span.ids().traceFlags()).isEqualTo(1);
    assertThat(span.isError()).isTrue();
    assertThat(span.statusMessage()).isEqualTo("boom");
    assertThat(span.attributes().asMap()).isEqualTo(Map.of("n", 7L, "d", 2.5, "b", "AQI="));
  }

  @Test
  void eventsAndLinksComeAlong() {
    Span span =
        Bytes.otlpSpan(
            IDS
                + ",\"startTimeUnixNano\":\"5\",\"endTimeUnixNano\":\"9\",\"events\":[{\"timeUnixNano\":\"7\","
                + "\"name\":\"exception\",\"attributes\":[{\"key\":\"exception.type\",\"value\":{\"stringValue\":\"X\"}}]}],"
                + "\"links\":[{\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4737\",\"spanId\":\"00f067aa0ba902b8\"},"
                + "{\"traceId\":\"nowhere\",\"spanId\":\"00f067aa0ba902b8\"}]");
    assertThat(span.events()).hasSize(1);
    assertThat(span.events().get(0).time()).isEqualTo(Instant.ofEpochSecond(0, 7));
    assertThat(span.events().get(0).attributes().text("exception.type")).hasValue("X");
    assertThat(span.links()).hasSize(1);
    assertThat(span.attributes().asMap()).containsEntry(Fields.DROPPED_LINKS, 1L);
  }

  @Test
  void idsAreLiftedOutOfTheAttributes() {
    LogRecord log =
        Bytes.otlpLog(
            IDS
                + ",\"body\":{\"stringValue\":\"hi\"},\"attributes\":["
                + text("correlation.id", "c1")
                + text("user.id", "alice")
                + text("enduser.id", "al")
                + text("session.id", "s1")
                + text("session.previous_id", "s0")
                + text("user.actor.id", "admin")
                + text("messaging.message.id", "m1")
                + text("event.name", "UserLoggedIn")
                + text("log.record.uid", "uid-1")
                + text("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")
                + "{\"key\":\"order_id\",\"value\":{\"intValue\":\"4711\"}}]");
    assertThat(log.ids().correlationId()).isEqualTo("c1");
    assertThat(log.ids().users())
        .extracting(Object::toString)
        .containsExactly("user.id=alice", "enduser.id=al");
    assertThat(log.ids().sessionId()).isEqualTo("s1");
    assertThat(log.ids().previousSessionId()).isEqualTo("s0");
    assertThat(log.ids().actorId()).isEqualTo("admin");
    assertThat(log.ids().messageIds()).containsExactly("m1");
    assertThat(log.eventName()).isEqualTo("UserLoggedIn");
    assertThat(log.recordId().value()).isEqualTo("uid-1");
    assertThat(log.attributes().asMap()).isEqualTo(Map.of("order_id", 4711L));
  }

  @Test
  void capturedHeadersAreListsAndStayAttributes() {
    Span span =
        Bytes.otlpSpan(
            IDS
                + ",\"attributes\":[{\"key\":\"http.request.header.x-correlation-id\",\"value\":{\"arrayValue\":"
                + "{\"values\":[{\"stringValue\":\"c1\"}]}}}]");
    assertThat(span.ids().correlationId()).isEqualTo("c1");
    assertThat(span.attributes().asMap())
        .containsEntry("http.request.header.x-correlation-id", List.of("c1"));
  }

  @Test
  void aSpansOwnIdsNeverComeFromAttributes() {
    Span span =
        Bytes.otlpSpan(
            IDS
                + ",\"attributes\":["
                + text("trace_id", "5bf92f3577b34da6a3ce929d0e0e4736")
                + "{}]");
    assertThat(span.traceId().hex()).startsWith("4bf9");
    assertThat(span.attributes().text("trace_id")).isPresent();
  }

  @Test
  void missingTimesFallBack() {
    LogRecord observed = Bytes.otlpLog("\"observedTimeUnixNano\":\"5\"");
    assertThat(observed.time()).isEqualTo(Instant.ofEpochSecond(0, 5));
    assertThat(Bytes.otlpLog("\"body\":null").time()).isEqualTo(INTAKE.receivedAt());
    Span span = Bytes.otlpSpan(IDS);
    assertThat(span.time()).isEqualTo(INTAKE.receivedAt());
    assertThat(span.end()).isEqualTo(INTAKE.receivedAt());
  }

  @Test
  void structuredBodiesAreJsonText() {
    LogRecord log =
        Bytes.otlpLog(
            "\"body\":{\"kvlistValue\":{\"values\":[{\"key\":\"a\",\"value\":{\"intValue\":\"1\"}},"
                + "{\"key\":\"b\",\"value\":{\"arrayValue\":{\"values\":[{\"boolValue\":true},{}]}}}]}}");
    assertThat(log.body()).isEqualTo("{\"a\":1,\"b\":[true,null]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "spanId":"00f067aa0ba902b7"                                                     | no trace id, expected 32 hex digits, not all zero
          "traceId":"00000000000000000000000000000000","spanId":"00f067aa0ba902b7"         | trace id of 32 characters, expected 32 hex digits, not all zero
          "traceId":"S/kvNXezTaajzpKdDg5HNg==","spanId":"00f067aa0ba902b7"                 | trace id of 24 characters, expected 32 hex digits, not all zero
          "traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"xyz"                      | span id of 3 characters, expected 16 hex digits, not all zero
          "traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","parentSpanId":"1" | parent span id of 1 characters, expected 16 hex digits, not all zero
          "traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","startTimeUnixNano":"soon" | startTimeUnixNano of 4 characters, expected a 64-bit whole number
          "traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","kind":1.5 | kind of 3 characters, expected a 64-bit whole number
          """)
  void aBadSpanIsRefusedAloneAndItsTextNotRepeated(String bad, String reason) {
    DecodeResult result = Bytes.otlp(IDS, bad, IDS + ",\"name\":\"mate\"");
    assertThat(result).isInstanceOf(Decoded.class);
    Decoded decoded = (Decoded) result;
    assertThat(decoded.refused()).containsExactly(new Refusal(1, reason));
    assertThat(decoded.signals()).hasSize(2);
  }

  @Test
  void aLogWithoutAValidTraceIsStillALog() {
    LogRecord log =
        Bytes.otlpLog("\"traceId\":\"S/kvNXezTaajzpKdDg5HNg==\",\"spanId\":\"0000000000000000\"");
    assertThat(log.ids().traceId()).isNull();
    assertThat(log.ids().spanId()).isNull();
    assertThat(log.attributes().asMap())
        .isEqualTo(Map.of(Fields.INVALID_TRACE_ID, "S/kvNXezTaajzpKdDg5HNg=="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "nonsense",
        "{\"resourceSpans\":5}",
        "{\"resourceSpans\":[5]}",
        "{\"resourceSpans\":[]}x",
        "{\"resourceSpans\":[]}{}",
        "{\"resourceSpans\":[],}",
        "{'resourceSpans':[]}",
        "{\"resourceSpans\":[]/* none */}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"kind\":NaN}]}]}]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"attributes\":{}}]}]}]}",
      })
  void whatIsNotOtlpIsMalformed(String body) {
    DecodeResult result = decoder.traces(Bytes.of(body), OtlpEncoding.JSON, INTAKE);
    assertThat(result).isInstanceOf(Malformed.class);
  }

  @Test
  void everyTruncationIsMalformed() throws IOException {
    byte[] whole = Bytes.resource("/opentelemetry-proto/trace.json");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThat(decoder.traces(cut, OtlpEncoding.JSON, INTAKE))
          .as("%d bytes", length)
          .isInstanceOf(Malformed.class);
    }
  }

  @Test
  void aReasonNeverRepeatsTheInput() {
    DecodeResult result = decoder.traces(Bytes.of("{\"secret-password"), OtlpEncoding.JSON, INTAKE);
    assertThat(((Malformed) result).reason())
        .startsWith("JSON ends too early")
        .doesNotContain("secret");
    result = decoder.traces(Bytes.of("hunter2"), OtlpEncoding.JSON, INTAKE);
    assertThat(((Malformed) result).reason())
        .startsWith("not JSON at line 1")
        .doesNotContain("hunter");
  }

  private static String text(String key, String value) {
    return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}},";
  }
}
