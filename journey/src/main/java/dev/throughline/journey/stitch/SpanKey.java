package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import org.jspecify.annotations.Nullable;

/** How records refer to a span. */
record SpanKey(TraceId trace, SpanId span) {

  static SpanKey of(Span span) {
    return new SpanKey(span.traceId(), span.spanId());
  }

  static SpanKey of(Span.Link link) {
    return new SpanKey(link.traceId(), link.spanId());
  }

  /** The span in which a record was written, if it says so. */
  static @Nullable SpanKey named(Ids ids) {
    return ids.traceId() == null || ids.spanId() == null
        ? null
        : new SpanKey(ids.traceId(), ids.spanId());
  }

  /** The span's parent as it names it, or null for a root. */
  static @Nullable SpanKey parentOf(Span span) {
    return span.parentSpanId() == null ? null : new SpanKey(span.traceId(), span.parentSpanId());
  }
}
