package dev.throughline.correlation.spring;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Gives the application's HTTP clients the ids to carry on. By their beans and not by Spring Boot's
 * customizers: those moved to other packages between Boot 3 and 4, the clients did not. Spring 7's
 * groups of HTTP interfaces make clients that are no beans, and have a door of their own.
 */
@AutoConfiguration
@ConditionalOnClass(name = "org.springframework.http.HttpStatusCode") // since Spring 6
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
  @ConditionalOnClass(
      name = "org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer")
  static class BlockingGroups {
    @Bean
    RestClientHttpServiceGroupConfigurer throughlineBlockingGroups() {
      CorrelationInterceptor interceptor = new CorrelationInterceptor();
      return groups ->
          groups.forEachClient((group, client) -> client.requestInterceptor(interceptor));
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

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      name =
          "org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer")
  static class ReactiveGroups {
    @Bean
    WebClientHttpServiceGroupConfigurer throughlineReactiveGroups() {
      CorrelationFunction function = new CorrelationFunction();
      return groups -> groups.forEachClient((group, client) -> client.filter(function));
    }
  }
}
