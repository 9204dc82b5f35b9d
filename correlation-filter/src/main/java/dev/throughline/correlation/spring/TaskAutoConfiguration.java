package dev.throughline.correlation.spring;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** {@code @Async}, asynchronous controllers and other work on Spring's task executors. */
@AutoConfiguration
@ConditionalOnProperty(name = "throughline.enabled", matchIfMissing = true)
class TaskAutoConfiguration {
  @Bean
  static BeanPostProcessor throughlineTasks() {
    return new CarryingExecutors();
  }
}
