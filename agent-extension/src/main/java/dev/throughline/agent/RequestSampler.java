package dev.throughline.agent;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Lets the span of a request or message that is not sampled remember what is said on it: the
 * agent's Spring Security user and the application's own are told there and nowhere else, and log
 * records are not sampled. Such a span is not exported, and callees hear of no sampling.
 */
final class RequestSampler implements Sampler {
  private final Sampler deciding;

  RequestSampler(Sampler deciding) {
    this.deciding = deciding;
  }

  @Override
  public SamplingResult shouldSample(
      Context parentContext,
      String traceId,
      String name,
      SpanKind spanKind,
      Attributes attributes,
      List<LinkData> parentLinks) {
    SamplingResult decided =
        deciding.shouldSample(parentContext, traceId, name, spanKind, attributes, parentLinks);
    boolean serves = spanKind == SpanKind.SERVER || spanKind == SpanKind.CONSUMER;
    return serves && decided.getDecision() == SamplingDecision.DROP
        ? new Remembering(decided)
        : decided;
  }

  @Override
  public String getDescription() {
    return "Throughline{" + deciding.getDescription() + "}";
  }

  @Override
  public String toString() {
    return getDescription();
  }

  private static final class Remembering implements SamplingResult {
    private final SamplingResult decided;

    private Remembering(SamplingResult decided) {
      this.decided = decided;
    }

    @Override
    public SamplingDecision getDecision() {
      return SamplingDecision.RECORD_ONLY;
    }

    @Override
    public Attributes getAttributes() {
      return decided.getAttributes();
    }

    @Override
    public TraceState getUpdatedTraceState(TraceState parentTraceState) {
      return decided.getUpdatedTraceState(parentTraceState);
    }
  }
}
