package dev.throughline.correlation.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Hooks;

/**
 * WebFlux applications. Reactor is told to carry thread-locals along, else a log line in an
 * operator would be without ids; {@code throughline.reactor=false} leaves that to the application.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnProperty(name = "throughline.enabled", matchIfMissing = true)
class ReactiveAutoConfiguration {
  @Bean
  CorrelationWebFilter throughlineWebFilter(ObjectProvider<WebExceptionHandler> errorHandlers) {
    return new CorrelationWebFilter(
        SingletonSupplier.of(() -> errorHandlers.orderedStream().toList()));
  }

  @Bean
  SentRequest throughlineSentRequest() {
    return new SentRequest();
  }

  @Bean
  WebFilter throughlineIdentityFilter() {
    return new IdentityWebFilter();
  }

  /** Nobody asks for it, so an application that makes its beans lazily would never have it. */
  @Bean
  @Lazy(false)
  @ConditionalOnProperty(name = "throughline.reactor", matchIfMissing = true)
  Object throughlineReactor() {
    Hooks.enableAutomaticContextPropagation();
    return new Object();
  }
}
