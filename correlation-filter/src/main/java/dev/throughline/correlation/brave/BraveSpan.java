package dev.throughline.correlation.brave;

import brave.Tracing;
import brave.propagation.TraceContext;
import dev.throughline.correlation.request.AppSpan;
import dev.throughline.correlation.request.CorrelationScope;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span of Brave's: attributes become its tags. Its name, its status and its end are the business
 * of whoever started it. A trace id of 64 bits is written as 128 with zeros in front, as W3C says.
 */
final class BraveSpan implements AppSpan {
  private final Tracing tracing;
  private final brave.Span span;

  BraveSpan(Tracing tracing, brave.Span span) {
    this.tracing = tracing;
    this.span = span;
  }

  @Override
  public SpanContext getSpanContext() {
    return of(span.context());
  }

  static SpanContext of(TraceContext context) {
    String traceId = context.traceIdString();
    return SpanContext.create(
        "0".repeat(32 - traceId.length()) + traceId,
        context.spanIdString(),
        Boolean.TRUE.equals(context.sampled()) ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  @Override
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    tracing.propagation().<Map<String, String>>injector(Map::put).inject(span.context(), headers);
    // Not its baggage: where that goes is not for us to decide.
    headers.keySet().retainAll(tracing.propagation().keys());
    return headers;
  }

  @Override
  public CorrelationScope activate() {
    return tracing.currentTraceContext().maybeScope(span.context())::close;
  }

  @Override
  public <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      span.tag(key.getKey(), value.toString());
    }
    return this;
  }

  @Override
  public Span addEvent(String name, Attributes attributes) {
    span.annotate(name);
    return this;
  }

  @Override
  public Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
    span.annotate(unit.toMicros(timestamp), name);
    return this;
  }

  @Override
  public Span setStatus(StatusCode statusCode, String description) {
    return this;
  }

  @Override
  public Span recordException(Throwable exception, Attributes additionalAttributes) {
    span.error(exception);
    return this;
  }

  @Override
  public Span updateName(String name) {
    return this;
  }

  @Override
  public void end() {
    // Not ours to end.
  }

  @Override
  public void end(long timestamp, TimeUnit unit) {
    // Not ours to end.
  }

  @Override
  public boolean isRecording() {
    return !span.isNoop();
  }
}
