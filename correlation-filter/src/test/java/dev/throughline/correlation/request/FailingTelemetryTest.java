package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.log4j2.EventContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** An application's own span processor that fails costs neither a request nor a call. */
class FailingTelemetryTest {
  private final Failing processor = new Failing();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(processor).build())
          .build();

  @BeforeEach
  void use() {
    Telemetry.use(sdk);
  }

  @AfterEach
  void forget() {
    Telemetry.forget(sdk);
    sdk.close();
  }

  @Test
  void atTheEnd() {
    processor.failsAtTheEnd = true;
    long before = FirstFailure.count();
    try (ServedRequest request = served();
        CorrelationScope scope = request.activate();
        OutgoingCall call = OutgoingCall.begin("GET", URI.create("http://127.0.0.1/"))) {
      call.status(200);
      request.status(200);
    }
    assertThat(processor.ended).containsExactly(SpanKind.CLIENT, SpanKind.SERVER);
    assertThat(FirstFailure.count() - before).isEqualTo(2);
  }

  @Test
  void atTheBeginning() {
    processor.failsAtTheStart = true;
    try (ServedRequest request = served();
        CorrelationScope scope = request.activate();
        OutgoingCall call = OutgoingCall.begin("GET", URI.create("http://127.0.0.1/"))) {
      call.failed(new IllegalStateException("refused"));
      assertThat(request.responseHeaders()).containsKey("X-Correlation-ID");
    }
    assertThat(processor.ended).isEmpty();
  }

  /** Where SLF4J's MDC is not Log4j2's, it asks for the ids itself. */
  @Test
  void withoutASpanLog4j2sLinesHaveNoTraceIds() {
    processor.failsAtTheStart = true;
    try (ServedRequest request = served();
        CorrelationScope scope = request.activate()) {
      Map<String, String> mdc = MDC.getCopyOfContextMap();
      assertThat(mdc).containsOnlyKeys("correlation_id");
      MDC.clear();
      assertThat(new EventContext().supplyContextData()).isEqualTo(mdc);
      assertThat(new EventContext().getValue("trace_id")).isNull();
      assertThat(new EventContext().getValue("correlation_id"))
          .isEqualTo(request.ids().correlationId());
    }
  }

  @Test
  void inAnExceptionsOwnMessage() {
    class Unspeakable extends RuntimeException {
      private static final long serialVersionUID = 1;

      @Override
      public String getMessage() {
        throw new IllegalStateException("lazily loaded, and the session is closed");
      }
    }
    try (ServedRequest request = served();
        OutgoingCall call = OutgoingCall.begin("GET", URI.create("http://127.0.0.1/"))) {
      call.failed(new Unspeakable());
      request.failed(new Unspeakable());
    }
    assertThat(processor.ended).containsExactly(SpanKind.CLIENT, SpanKind.SERVER);
  }

  private static ServedRequest served() {
    return ServedRequest.begin(
        IncomingRequest.of(
            "GET",
            "/",
            Map.of("X-Correlation-ID", List.of("c-1"))::get,
            new InetSocketAddress("127.0.0.1", 1)));
  }

  private static final class Failing implements SpanProcessor {
    final List<SpanKind> ended = new ArrayList<>();
    boolean failsAtTheStart;
    boolean failsAtTheEnd;

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      if (failsAtTheStart) {
        throw new IllegalStateException("a processor's bug");
      }
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      ended.add(span.getKind());
      if (failsAtTheEnd) {
        throw new IllegalStateException("a processor's bug");
      }
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
