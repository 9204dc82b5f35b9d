package dev.throughline.formats;

import static dev.throughline.formats.Bytes.INTAKE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.DecodeResult.Malformed;
import dev.throughline.journey.model.Span;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OtlpProtobufTest {
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";

  private final OtlpDecoder decoder = new OtlpDecoder();

  @Test
  void bothEncodingsOfTheExampleTraceAreOneRecord() throws IOException {
    byte[] json = Bytes.resource("/opentelemetry-proto/trace.json");
    assertThat(Bytes.signals(traces(exampleTrace())))
        .isEqualTo(Bytes.signals(decoder.traces(json, OtlpEncoding.JSON, INTAKE)));
  }

  @Test
  void bothEncodingsOfTheExampleLogAreOneRecord() throws IOException {
    byte[] json = Bytes.resource("/opentelemetry-proto/logs.json");
    assertThat(Bytes.signals(logs(exampleLog())))
        .isEqualTo(Bytes.signals(decoder.logs(json, OtlpEncoding.JSON, INTAKE)));
  }

  @Test
  void everyFieldOfASpanArrives() {
    io.opentelemetry.proto.trace.v1.Span sent =
        exampleSpan()
            .setKind(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CONSUMER)
            .setFlags(0x301)
            .setTraceState("a=b")
            .setStatus(
                Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("boom"))
            .setDroppedAttributesCount(3)
            .setDroppedEventsCount(4)
            .setDroppedLinksCount(5)
            .addEvents(
                io.opentelemetry.proto.trace.v1.Span.Event.newBuilder()
                    .setName("cache.miss")
                    .setTimeUnixNano(7)
                    .addAttributes(text("k", "v")))
            .addLinks(
                io.opentelemetry.proto.trace.v1.Span.Link.newBuilder()
                    .setTraceId(hex(TRACE))
                    .setSpanId(hex("eee19b7ec3c1b175"))
                    .addAttributes(text("k", "v")))
            .build();
    Span span = (Span) Bytes.signals(traces(request(sent).toByteArray())).get(0);
    assertThat(span.kind()).isEqualTo(Span.Kind.CONSUMER);
    assertThat(span.ids().traceFlags()).isEqualTo(1);
    assertThat(span.status()).isEqualTo(Span.Status.ERROR);
    assertThat(span.statusMessage()).isEqualTo("boom");
    assertThat(span.events()).hasSize(1);
    assertThat(span.events().get(0).name()).isEqualTo("cache.miss");
    assertThat(span.links())
        .extracting(link -> link.spanId().hex())
        .containsExactly("eee19b7ec3c1b175");
    assertThat(span.attributes().asMap())
        .containsEntry(Fields.TRACE_STATE, "a=b")
        .containsEntry(Fields.DROPPED_ATTRIBUTES, 3L)
        .containsEntry(Fields.DROPPED_EVENTS, 4L)
        .containsEntry(Fields.DROPPED_LINKS, 5L);
  }

  @Test
  void anEmptyRequestIsFine() {
    assertThat(Bytes.signals(traces(new byte[0]))).isEmpty();
    assertThat(Bytes.signals(logs(new byte[0]))).isEmpty();
  }

  @Test
  void badIdsRefuseTheirSpanOnly() {
    byte[] body =
        request(
                exampleSpan().setTraceId(ByteString.EMPTY).build(),
                exampleSpan().setTraceId(hex("00".repeat(16))).build(),
                exampleSpan().build(),
                exampleSpan().setSpanId(hex("0102")).build())
            .toByteArray();
    Decoded decoded = (Decoded) traces(body);
    assertThat(decoded.signals()).hasSize(1);
    assertThat(decoded.refused()).extracting(Refusal::index).containsExactly(0, 1, 3);
  }

  @Test
  void wrongUtf8IsRepairedAndMarkedInItsRecordOnly() {
    byte[] body =
        request(
                exampleSpan().setName("caf#").build(),
                exampleSpan().setName("whole \uFFFD").build())
            .toByteArray();
    replace(body, (byte) '#', (byte) 0xE9);
    List<Span> spans = Bytes.signals(traces(body)).stream().map(Span.class::cast).toList();
    assertThat(spans).extracting(Span::name).containsExactly("caf\uFFFD", "whole \uFFFD");
    assertThat(spans.get(0).attributes().asMap()).containsEntry(Fields.TEXT_REPAIRED, true);
    assertThat(spans.get(1).attributes().asMap()).doesNotContainKey(Fields.TEXT_REPAIRED);
  }

  @Test
  void damageInsideOneRecordCostsThatRecordOnly() {
    byte[] body =
        request(
                exampleSpan().setName("first").build(),
                exampleSpan().setName("##").build(),
                exampleSpan().build())
            .toByteArray();
    // The second name's text becomes the start of a field that its record has no room for.
    int at = new String(body, ISO_8859_1).indexOf("##");
    body[at - 1] = 0;
    body[at] = 0x0A;
    body[at + 1] = 0x7F;
    Decoded decoded = (Decoded) traces(body);
    assertThat(decoded.signals()).hasSize(2);
    assertThat(decoded.refused()).hasSize(1);
    assertThat(decoded.refused().get(0).index()).isEqualTo(1);
    assertThat(decoded.refused().get(0).reason()).startsWith("damaged protobuf: ");
  }

  @Test
  void aValueNestedTooDeepRefusesItsRecordOnly() {
    AnyValue deep = AnyValue.newBuilder().setStringValue("bottom").build();
    for (int i = 0; i < 200; i++) {
      deep =
          i % 2 == 0
              ? AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(deep)).build()
              : AnyValue.newBuilder()
                  .setKvlistValue(
                      KeyValueList.newBuilder()
                          .addValues(KeyValue.newBuilder().setKey("k").setValue(deep)))
                  .build();
    }
    byte[] body =
        request(
                exampleSpan()
                    .addAttributes(KeyValue.newBuilder().setKey("deep").setValue(deep))
                    .build(),
                exampleSpan().build())
            .toByteArray();
    Decoded decoded = (Decoded) traces(body);
    assertThat(decoded.signals()).hasSize(1);
    assertThat(decoded.refused()).containsExactly(new Refusal(0, "a value nested deeper than 64"));
  }

  @Test
  void truncationIsMalformedOrWhole() {
    byte[] whole = exampleTrace();
    for (int length = 1; length < whole.length; length++) {
      assertThat(traces(Arrays.copyOf(whole, length)))
          .as("%d bytes", length)
          .isInstanceOf(Malformed.class);
    }
  }

  @Test
  void anyBytesGetAnAnswer() {
    Random random = new Random(11);
    byte[] whole = exampleLog();
    for (int i = 0; i < 20_000; i++) {
      byte[] body = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt();
      }
      assertThat(logs(body)).isNotNull();
    }
  }

  private DecodeResult traces(byte[] body) {
    return decoder.traces(body, OtlpEncoding.PROTOBUF, INTAKE);
  }

  private DecodeResult logs(byte[] body) {
    return decoder.logs(body, OtlpEncoding.PROTOBUF, INTAKE);
  }

  private static void replace(byte[] bytes, byte from, byte to) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == from ? to : bytes[i];
    }
  }

  private static byte[] exampleTrace() {
    return request(exampleSpan().build()).toByteArray();
  }

  private static io.opentelemetry.proto.trace.v1.Span.Builder exampleSpan() {
    return io.opentelemetry.proto.trace.v1.Span.newBuilder()
        .setTraceId(hex(TRACE))
        .setSpanId(hex("eee19b7ec3c1b174"))
        .setParentSpanId(hex("eee19b7ec3c1b173"))
        .setName("I'm a server span")
        .setStartTimeUnixNano(1544712660000000000L)
        .setEndTimeUnixNano(1544712661000000000L)
        .setKindValue(2)
        .addAttributes(text("my.span.attr", "some value"));
  }

  private static ExportTraceServiceRequest request(io.opentelemetry.proto.trace.v1.Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource())
                .addScopeSpans(
                    ScopeSpans.newBuilder().setScope(scope()).addAllSpans(Arrays.asList(spans))))
        .build();
  }

  private static byte[] exampleLog() {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(resource())
                .addScopeLogs(
                    ScopeLogs.newBuilder()
                        .setScope(scope())
                        .addLogRecords(
                            io.opentelemetry.proto.logs.v1.LogRecord.newBuilder()
                                .setTimeUnixNano(1544712660300000000L)
                                .setObservedTimeUnixNano(1544712660300000000L)
                                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO2)
                                .setSeverityText("Information")
                                .setTraceId(hex(TRACE))
                                .setSpanId(hex("eee19b7ec3c1b174"))
                                .setBody(string("Example log record"))
                                .addAttributes(text("string.attribute", "some string"))
                                .addAttributes(
                                    value(
                                        "boolean.attribute",
                                        AnyValue.newBuilder().setBoolValue(true)))
                                .addAttributes(
                                    value("int.attribute", AnyValue.newBuilder().setIntValue(10)))
                                .addAttributes(
                                    value(
                                        "double.attribute",
                                        AnyValue.newBuilder().setDoubleValue(637.704)))
                                .addAttributes(
                                    value(
                                        "array.attribute",
                                        AnyValue.newBuilder()
                                            .setArrayValue(
                                                ArrayValue.newBuilder()
                                                    .addValues(string("many"))
                                                    .addValues(string("values")))))
                                .addAttributes(
                                    value(
                                        "map.attribute",
                                        AnyValue.newBuilder()
                                            .setKvlistValue(
                                                KeyValueList.newBuilder()
                                                    .addValues(
                                                        text("some.map.key", "some value"))))))))
        .build()
        .toByteArray();
  }

  private static Resource resource() {
    return Resource.newBuilder().addAttributes(text("service.name", "my.service")).build();
  }

  private static InstrumentationScope scope() {
    return InstrumentationScope.newBuilder()
        .setName("my.library")
        .setVersion("1.0.0")
        .addAttributes(text("my.scope.attribute", "some scope attribute"))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return value(key, string(value).toBuilder());
  }

  private static KeyValue value(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue string(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  private static ByteString hex(String digits) {
    return ByteString.copyFrom(HexFormat.of().parseHex(digits));
  }
}
