package dev.throughline.correlation.brave;

import brave.propagation.CurrentTraceContext;
import brave.propagation.CurrentTraceContext.Scope;
import brave.propagation.CurrentTraceContext.ScopeDecorator;
import brave.propagation.ThreadLocalCurrentTraceContext;
import brave.propagation.TraceContext;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.NestedSpan;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * Has the lines of a request follow the spans that Brave makes current inside of it: {@code
 * Tracing.newBuilder().currentTraceContext(BraveScopes.following())}. In Spring Boot it is there by
 * itself.
 */
public final class BraveScopes implements ScopeDecorator {
  /** Brave's usual one, with this decorator. */
  public static CurrentTraceContext following() {
    return ThreadLocalCurrentTraceContext.newBuilder().addScopeDecorator(new BraveScopes()).build();
  }

  @Override
  public Scope decorateScope(@Nullable TraceContext context, Scope scope) {
    CorrelationScope shown =
        NestedSpan.show(context == null ? SpanContext.getInvalid() : BraveSpan.of(context));
    return () -> {
      shown.close();
      scope.close();
    };
  }
}
