package dev.throughline.correlation.spring;

import brave.propagation.CurrentTraceContext.ScopeDecorator;
import dev.throughline.correlation.brave.BraveScopes;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Has log lines follow Brave's spans, where Spring Boot's tracing is on Brave. */
@AutoConfiguration
@ConditionalOnClass(name = "brave.propagation.CurrentTraceContext")
@ConditionalOnProperty(name = "throughline.enabled", matchIfMissing = true)
class BraveAutoConfiguration {
  @Bean
  ScopeDecorator throughlineScopes() {
    return new BraveScopes();
  }
}
