package dev.throughline.correlation.request;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Sees every context that is made current, and has the lines of a request follow its spans. */
public final class NestedSpans implements ContextStorage {
  private static final AtomicBoolean FOLLOWING = new AtomicBoolean();

  private final ContextStorage delegate;

  private NestedSpans(ContextStorage delegate) {
    this.delegate = delegate;
  }

  /**
   * From now on, if OpenTelemetry's context has not been in use yet: the earlier the better. Beside
   * a Java agent nothing happens, its own instrumentation of logging does the same.
   */
  public static void follow() {
    if (!FOLLOWING.getAndSet(true) && !JavaAgent.isPresent()) {
      ContextStorage.addWrapper(NestedSpans::new);
    }
  }

  @Override
  public Scope attach(Context context) {
    RequestIds ids = RequestIds.current(delegate.current());
    Scope scope = delegate.attach(context);
    if (ids == null || scope == Scope.noop() || RequestIds.current(context) != ids) {
      return scope; // a request that begins or ends here puts the MDC in order itself
    }
    CorrelationScope shown = NestedSpan.show(ids, Span.fromContext(context).getSpanContext());
    return () -> {
      scope.close();
      shown.close();
    };
  }

  @Override
  public @Nullable Context current() {
    return delegate.current();
  }

  @Override
  public Context root() {
    return delegate.root();
  }
}
