package dev.throughline.correlation.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.context.annotation.Bean;

/** Gives every {@code RestClient} made by Spring Boot's builder the ids to carry on. */
@AutoConfiguration
@ConditionalOnClass(RestClientCustomizer.class)
@ConditionalOnProperty(name = "throughline.enabled", matchIfMissing = true)
class OutgoingAutoConfiguration {
  @Bean
  RestClientCustomizer throughlineRestClients() {
    return builder -> builder.requestInterceptor(new CorrelationInterceptor());
  }
}
