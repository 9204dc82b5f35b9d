package dev.throughline.correlation.request;

import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A span inside of a request on the lines that are written while it is current. What was there
 * before comes back only as long as the same request is current: scopes do not always close in
 * order, and what came in between has then put the MDC in order itself.
 */
public final class NestedSpan implements CorrelationScope {
  private static final CorrelationScope NOTHING = () -> {};

  private final Thread owner = Thread.currentThread();
  private final RequestIds ids;
  private final @Nullable String traceId = MDC.get(Fields.TRACE_ID);
  private final @Nullable String spanId = MDC.get(Fields.SPAN_ID);
  private final @Nullable String traceFlags = MDC.get(Fields.TRACE_FLAGS);
  private boolean closed;

  private NestedSpan(RequestIds ids) {
    this.ids = ids;
  }

  /**
   * For a tracer whose span has just become current on this thread; outside of requests nothing.
   */
  public static CorrelationScope show(SpanContext span) {
    RequestIds ids = RequestIds.current();
    return ids == null ? NOTHING : show(ids, span);
  }

  static CorrelationScope show(RequestIds ids, SpanContext span) {
    NestedSpan shown = new NestedSpan(ids);
    boolean valid = span.isValid();
    set(
        valid ? span.getTraceId() : null,
        valid ? span.getSpanId() : null,
        valid ? span.getTraceFlags().asHex() : null);
    return shown;
  }

  @Override
  public void close() {
    if (closed || Thread.currentThread() != owner) {
      return;
    }
    closed = true;
    if (RequestIds.current() == ids) {
      set(traceId, spanId, traceFlags);
    }
  }

  private static void set(
      @Nullable String traceId, @Nullable String spanId, @Nullable String traceFlags) {
    MdcScope.set(Fields.TRACE_ID, traceId);
    MdcScope.set(Fields.SPAN_ID, spanId);
    MdcScope.set(Fields.TRACE_FLAGS, traceFlags);
  }
}
