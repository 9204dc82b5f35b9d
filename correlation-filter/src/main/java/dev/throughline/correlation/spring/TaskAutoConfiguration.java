package dev.throughline.correlation.spring;

import dev.throughline.correlation.thread.CarriedTask;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskDecorator;

/**
 * {@code @Async} and other work on Spring Boot's task executor. Only where the application
 * decorates no tasks itself: two decorators make Spring Boot use neither.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "throughline.enabled", matchIfMissing = true)
class TaskAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  TaskDecorator throughlineTasks() {
    return CarriedTask::of;
  }
}
