package dev.throughline.correlation.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Names those whom Spring Security answers before a request gets through all filters. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(
    name = "org.springframework.security.authorization.event.AuthorizationDeniedEvent")
@ConditionalOnProperty(name = "throughline.enabled", matchIfMissing = true)
class SecurityEventsAutoConfiguration {
  @Bean
  SecurityEvents throughlineSecurityEvents() {
    return new SecurityEvents();
  }
}
