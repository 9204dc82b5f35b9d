package dev.throughline.correlation.spring;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives the application's HTTP clients the ids to carry on. By their beans and not by Spring Boot's
 * customizers: those moved to other packages between Boot 3 and 4, the clients did not.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "throughline.enabled", matchIfMissing = true)
class OutgoingAutoConfiguration {
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.web.client.RestClient")
  static class Blocking {
    @Bean
    static BeanPostProcessor throughlineBlockingClients() {
      return new BlockingClients();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.web.reactive.function.client.WebClient")
  static class Reactive {
    @Bean
    static BeanPostProcessor throughlineReactiveClients() {
      return new ReactiveClients();
    }
  }
}
