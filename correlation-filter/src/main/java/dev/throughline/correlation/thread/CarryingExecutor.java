package dev.throughline.correlation.thread;

import java.util.concurrent.Executor;

/** An executor whose tasks run with the ids of the thread that handed them over. */
public record CarryingExecutor(Executor delegate) implements Executor {
  @Override
  public void execute(Runnable task) {
    delegate.execute(CarriedTask.of(task));
  }
}
