package dev.throughline.correlation.spring;

import dev.throughline.correlation.thread.CarriedTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Has Spring's task executors take the ids along, around the decorator that the application has
 * given them. Schedulers are left alone: what runs by the clock belongs to no request.
 */
final class CarryingExecutors implements BeanPostProcessor {
  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (!(bean instanceof TaskScheduler)) {
      carry(bean, name);
    }
    return bean;
  }

  /** Others than Spring's own executors stay as they are. */
  static void carry(@Nullable Object maybeExecutor, String name) {
    if (maybeExecutor instanceof ThreadPoolTaskExecutor executor) {
      decorate(executor, executor::setTaskDecorator, name);
    } else if (maybeExecutor instanceof SimpleAsyncTaskExecutor executor) {
      decorate(executor, executor::setTaskDecorator, name);
    } else if (maybeExecutor instanceof ConcurrentTaskExecutor executor) {
      decorate(executor, executor::setTaskDecorator, name);
    }
  }

  private static void decorate(Object executor, Consumer<TaskDecorator> set, String name) {
    try {
      // There is a setter and no getter.
      Object own = new DirectFieldAccessor(executor).getPropertyValue("taskDecorator");
      if (!(own instanceof Carrying)) {
        set.accept(new Carrying((TaskDecorator) own));
      }
    } catch (BeansException e) {
      LoggerFactory.getLogger(CarryingExecutors.class)
          .warn("Tasks of the executor '{}' run without ids", name, e);
    }
  }

  /** Ours is the outer one: the application's own decorator runs with the ids too. */
  private record Carrying(@Nullable TaskDecorator inner) implements TaskDecorator {
    @Override
    public Runnable decorate(Runnable task) {
      return CarriedTask.of(inner == null ? task : inner.decorate(task));
    }
  }
}
