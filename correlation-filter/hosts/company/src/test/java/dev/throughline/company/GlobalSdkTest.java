package dev.throughline.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.OutgoingCall;
import dev.throughline.correlation.request.ServedRequest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

/** An SDK that the application has set as the global one. */
class GlobalSdkTest {
  @RegisterExtension static final OpenTelemetryExtension SDK = OpenTelemetryExtension.create();

  private static final URI PEER = URI.create("http://127.0.0.1:1/x");

  @Test
  void ourSpansAreItsSpans() {
    try (ServedRequest request = served();
        CorrelationScope scope = request.activate();
        OutgoingCall call = OutgoingCall.begin("GET", PEER)) {
      assertThat(call.headers().get("traceparent")).contains(MDC.get("trace_id"));
    }
    List<SpanData> spans = SDK.getSpans();
    assertThat(spans)
        .extracting(SpanData::getKind)
        .containsExactly(SpanKind.CLIENT, SpanKind.SERVER);
    assertThat(spans.get(0).getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
  }

  @Test
  void aServerSpanThatIsThereIsJoined() {
    Span theirs =
        SDK.getOpenTelemetry()
            .getTracer("theirs")
            .spanBuilder("GET")
            .setSpanKind(SpanKind.SERVER)
            .startSpan();
    try (Scope current = theirs.makeCurrent();
        ServedRequest request = served();
        CorrelationScope scope = request.activate()) {
      assertThat(MDC.get("span_id")).isEqualTo(theirs.getSpanContext().getSpanId());
      Correlation.user("alice");
    } finally {
      theirs.end();
    }
    assertThat(SDK.getSpans()).hasSize(1);
    assertThat(SDK.getSpans().get(0).getAttributes().asMap().toString())
        .contains("correlation.id=c-1", "user.id=alice");
  }

  @Test
  void linesFollowTheSpansInside() {
    try (ServedRequest request = served();
        CorrelationScope scope = request.activate()) {
      String server = MDC.get("span_id");
      Span inner = SDK.getOpenTelemetry().getTracer("app").spanBuilder("packing").startSpan();
      try (Scope current = inner.makeCurrent()) {
        assertThat(MDC.get("span_id")).isEqualTo(inner.getSpanContext().getSpanId());
      }
      inner.end();
      assertThat(MDC.get("span_id")).isEqualTo(server);
    }
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void aCallThatHasATraceKeepsIt() {
    String theirs = "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01";
    Map<String, List<String>> sent =
        Map.of("traceparent", List.of(theirs), "baggage", List.of("tenant=t-1"));
    try (ServedRequest request = served();
        CorrelationScope scope = request.activate()) {
      Correlation.user("alice");
      try (OutgoingCall call = OutgoingCall.begin("GET", PEER, sent::get)) {
        assertThat(call.headers())
            .containsOnly(
                Map.entry("X-Correlation-ID", "c-1"),
                Map.entry("baggage", "tenant=t-1,user.id=alice"));
      }
    }
    assertThat(SDK.getSpans()).extracting(SpanData::getKind).containsExactly(SpanKind.SERVER);
  }

  private static ServedRequest served() {
    return Correlation.serve(
        "GET",
        "/",
        Map.of("X-Correlation-ID", List.of("c-1"))::get,
        new InetSocketAddress("127.0.0.1", 1));
  }
}
