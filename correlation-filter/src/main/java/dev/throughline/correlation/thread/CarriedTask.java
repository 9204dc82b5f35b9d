package dev.throughline.correlation.thread;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.CorrelationScope;
import java.util.concurrent.Callable;

/** Tasks that run with the ids of the thread that made them, and leave none behind. */
public final class CarriedTask {
  public static Runnable of(Runnable task) {
    CapturedContext captured = CapturedContext.now();
    return () -> {
      try (CorrelationScope scope = captured.activate()) {
        task.run();
      }
    };
  }

  public static <T> Callable<T> of(Callable<T> task) {
    CapturedContext captured = CapturedContext.now();
    return () -> {
      try (CorrelationScope scope = captured.activate()) {
        return task.call();
      }
    };
  }

  private CarriedTask() {}
}
