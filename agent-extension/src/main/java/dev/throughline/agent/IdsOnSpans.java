package dev.throughline.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Puts the ids on every span as it starts, and the link to a trace that was not believed. */
final class IdsOnSpans implements SpanProcessor {
  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    try {
      describe(span, parentContext);
    } catch (Exception | LinkageError e) {
      Failures.report("span start", e);
    }
  }

  private static void describe(ReadWriteSpan span, Context context) {
    String correlationId = KnownIds.correlation(context);
    if (correlationId != null) {
      span.setAttribute(Fields.CORRELATION_ID, correlationId);
    }
    for (AttributeKey<String> key : Fields.PERSON) {
      String own = span.getAttribute(key);
      String id = own == null ? KnownIds.person(context, key) : KnownIds.told(key, own);
      if (id != null && !id.equals(own)) {
        span.setAttribute(key, id);
      }
    }
    if (!Span.fromContext(context).getSpanContext().isValid()) {
      describeStranger(span, context);
    }
  }

  private static void describeStranger(ReadWriteSpan span, Context context) {
    SpanContext foreign = IncomingBoundary.foreignTrace(context);
    if (foreign != null) {
      span.addLink(foreign, Fields.FOREIGN_LINK);
      span.setAttribute(Fields.FOREIGN_TRACE_ID, foreign.getTraceId());
    }
    RequestIds ids = RequestIds.in(context);
    String foreignId = ids == null ? null : ids.foreignId();
    if (foreignId != null) {
      span.setAttribute(Fields.FOREIGN_CORRELATION_ID, foreignId);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
