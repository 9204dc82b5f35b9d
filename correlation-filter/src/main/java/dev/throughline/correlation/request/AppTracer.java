package dev.throughline.correlation.request;

import org.jspecify.annotations.Nullable;

/**
 * A tracer that the application has and that keeps its spans elsewhere than in OpenTelemetry's
 * context; found by {@link java.util.ServiceLoader}. While one is at work the spans of requests and
 * calls are its own, and this filter starts none.
 */
public interface AppTracer {
  /** Whether the application has set it up and not closed it. Asked at each request: be quick. */
  boolean isAtWork();

  /** The span it has made current on this thread; null if there is none. */
  @Nullable AppSpan current();
}
