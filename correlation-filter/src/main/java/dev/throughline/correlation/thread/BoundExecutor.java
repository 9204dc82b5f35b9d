package dev.throughline.correlation.thread;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.CorrelationScope;
import java.util.concurrent.Executor;

/** An executor whose tasks run with ids settled beforehand, whichever thread hands them over. */
public record BoundExecutor(Executor delegate, CapturedContext ids) implements Executor {
  @Override
  public void execute(Runnable task) {
    delegate.execute(
        () -> {
          try (CorrelationScope scope = ids.activate()) {
            task.run();
          }
        });
  }
}
