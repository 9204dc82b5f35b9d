package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;
import io.opentelemetry.instrumentation.api.instrumenter.SpanKindExtractor;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Test;

/** A request that nobody samples: its log records are exported all the same. */
class RequestSamplerTest {
  private static final OpenTelemetry sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .setSampler(new RequestSampler(Sampler.alwaysOff()))
                  .addSpanProcessor(new IdsOnSpans())
                  .build())
          .build();

  @Test
  void whoeverIsNamedOnTheSpanOfAnUnsampledRequestIsKnown() {
    Context served = started(SpanKindExtractor.alwaysServer());
    Span.fromContext(served).setAttribute("enduser.id", "alice");
    assertThat(KnownIds.person(served, Fields.USER_ID)).isEqualTo("alice");
    assertThat(KnownIds.person(served.with(child(served)), Fields.USER_ID)).isEqualTo("alice");
  }

  @Test
  void neitherItNorWhatIsInItIsSampled() {
    Context served = started(SpanKindExtractor.alwaysServer());
    assertThat(Span.fromContext(served).getSpanContext().isSampled()).isFalse();
    assertThat(child(served).getSpanContext().isSampled()).isFalse();
    assertThat(child(served).isRecording()).isFalse();
  }

  @Test
  void othersAreDropped() {
    Context called = started(SpanKindExtractor.alwaysClient());
    assertThat(Span.fromContext(called).isRecording()).isFalse();
  }

  @Test
  void aSampledOneStaysSampled() {
    SdkTracerProvider all =
        SdkTracerProvider.builder().setSampler(new RequestSampler(Sampler.alwaysOn())).build();
    assertThat(all.get("test").spanBuilder("job").startSpan().getSpanContext().isSampled())
        .isTrue();
  }

  private static Context started(SpanKindExtractor<String> kind) {
    return Instrumenter.<String, String>builder(sdk, "test", request -> request)
        .buildInstrumenter(kind)
        .start(Context.root(), "request");
  }

  private static Span child(Context context) {
    return sdk.getTracer("test").spanBuilder("child").setParent(context).startSpan();
  }
}
