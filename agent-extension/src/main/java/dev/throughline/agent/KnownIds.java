package dev.throughline.agent;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.jspecify.annotations.Nullable;

/** Finds the ids that a span or log record of a given context should carry. */
final class KnownIds {
  /**
   * The request's id; where an application has put together a context of its own, that of the span
   * in it. Null for work that no request or message began.
   */
  static @Nullable String correlation(Context context) {
    RequestIds ids = RequestIds.in(context);
    return ids == null
        ? attribute(Span.fromContext(context), Fields.CORRELATION_ID)
        : ids.correlationId();
  }

  /** From baggage, else from the enclosing span, else from the request's own span. */
  static @Nullable String person(Context context, AttributeKey<String> key) {
    String id = PersonId.valid(Baggage.fromContext(context).getEntryValue(key.getKey()));
    if (id == null) {
      id = on(Span.fromContext(context), key);
    }
    return id == null ? on(LocalRootSpan.fromContext(context), key) : id;
  }

  /** What a span says of a person, in our words or in the agent's own. */
  static @Nullable String on(Span span, AttributeKey<String> key) {
    String id = attribute(span, key);
    if (id == null && key.equals(Fields.USER_ID)) {
      id = attribute(span, Fields.ENDUSER_ID);
    }
    return PersonId.valid(id);
  }

  private static @Nullable String attribute(Span span, AttributeKey<String> key) {
    return span instanceof ReadableSpan ? ((ReadableSpan) span).getAttribute(key) : null;
  }

  private KnownIds() {}
}
