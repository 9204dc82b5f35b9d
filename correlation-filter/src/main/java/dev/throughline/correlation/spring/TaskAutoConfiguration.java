package dev.throughline.correlation.spring;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code @Async}, asynchronous controllers and other work on Spring's task executors. */
@AutoConfiguration
@ConditionalOnProperty(name = "throughline.enabled", matchIfMissing = true)
class TaskAutoConfiguration {
  @Bean
  static BeanPostProcessor throughlineTasks() {
    return new CarryingExecutors();
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      name = "org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter")
  static class Controllers {
    @Bean
    static BeanPostProcessor throughlineControllers() {
      return new MvcExecutor();
    }
  }
}
