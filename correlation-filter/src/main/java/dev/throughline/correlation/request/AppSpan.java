package dev.throughline.correlation.request;

import io.opentelemetry.api.trace.Span;
import java.util.Map;

/** A span of an {@link AppTracer}, seen as one of OpenTelemetry's. */
public interface AppSpan extends Span {
  /** The headers by which its tracer tells the next service of it. */
  Map<String, String> headers();

  /** Makes it its tracer's current one on this thread until the scope is closed there. */
  CorrelationScope activate();
}
