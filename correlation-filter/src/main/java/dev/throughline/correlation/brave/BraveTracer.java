package dev.throughline.correlation.brave;

import brave.Span;
import brave.Tracing;
import dev.throughline.correlation.request.AppSpan;
import dev.throughline.correlation.request.AppTracer;
import org.jspecify.annotations.Nullable;

/** The tracer that {@link Tracing#current()} knows. */
public final class BraveTracer implements AppTracer {
  @Override
  public boolean isAtWork() {
    return Tracing.current() != null;
  }

  @Override
  public @Nullable AppSpan current() {
    Tracing tracing = Tracing.current();
    if (tracing == null) {
      return null;
    }
    Span span = tracing.tracer().currentSpan();
    return span == null ? null : new BraveSpan(tracing, span);
  }
}
