package dev.throughline.correlation.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;

/** WebFlux applications. */
@AutoConfiguration
@ConditionalOnClass(name = "org.springframework.http.HttpStatusCode") // since Spring 6
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
}
