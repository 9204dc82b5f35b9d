package dev.throughline.company;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.slf4j.MDC;

/** What a log line written now would say, and what the tracer says. */
final class Seen {
  static String by(Tracer tracer) {
    Span span = tracer.currentSpan();
    String its = span == null ? "none" : span.context().traceId() + "/" + span.context().spanId();
    return "tracer=%s\nmdc=%s/%s\ncorrelation=%s\nuser=%s\nthread=%s"
        .formatted(
            its,
            MDC.get("trace_id"),
            MDC.get("span_id"),
            MDC.get("correlation_id"),
            MDC.get("user_id"),
            Thread.currentThread().getName());
  }

  private Seen() {}
}
