package dev.throughline.correlation.reactor;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.CorrelationScope;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How Micrometer's context propagation, and through it Reactor, moves the ids between its context
 * and a thread. Each value it sets it also restores, in reverse order: a stack of scopes per
 * thread, empty whenever the thread is free.
 */
public final class CorrelationAccessor implements ThreadLocalAccessor<CapturedContext> {
  private static final ThreadLocal<Deque<CorrelationScope>> OPEN =
      ThreadLocal.withInitial(ArrayDeque::new);

  @Override
  public Object key() {
    return CapturedContext.KEY;
  }

  @Override
  public @Nullable CapturedContext getValue() {
    CapturedContext now = CapturedContext.now();
    return now.hasIds() ? now : null;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed by the restore that follows
  public void setValue(CapturedContext value) {
    OPEN.get().push(value.activateInAnyOrder());
  }

  @Override
  public void setValue() {
    OPEN.get().push(CapturedContext.none().activateInAnyOrder());
  }

  @Override
  public void restore(CapturedContext previous) {
    restore();
  }

  @Override
  public void restore() {
    CorrelationScope scope = OPEN.get().poll();
    if (scope != null) {
      scope.close();
    }
    if (OPEN.get().isEmpty()) {
      OPEN.remove();
    }
  }
}
