package dev.throughline.correlation.thread;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.CorrelationScope;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A scheduler whose one-time tasks run with the ids of the thread that scheduled them. Periodic
 * ones run without any: they go on when the request that started them is long over.
 */
public final class CarryingScheduler extends CarryingExecutorService
    implements ScheduledExecutorService {
  private final ScheduledExecutorService delegate;

  public CarryingScheduler(ScheduledExecutorService delegate) {
    super(delegate);
    this.delegate = delegate;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return delegate.schedule(CarriedTask.of(task), delay, unit);
  }

  @Override
  public <T> ScheduledFuture<T> schedule(Callable<T> task, long delay, TimeUnit unit) {
    return delegate.schedule(CarriedTask.<T>of(task), delay, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    return delegate.scheduleAtFixedRate(bare(task), initialDelay, period, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    return delegate.scheduleWithFixedDelay(bare(task), initialDelay, delay, unit);
  }

  private static Runnable bare(Runnable task) {
    return () -> {
      try (CorrelationScope scope = CapturedContext.none().activate()) {
        task.run();
      }
    };
  }
}
