package dev.throughline.correlation.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import reactor.core.publisher.Hooks;

/**
 * Reactor is told to carry thread-locals along: else a log line in an operator would be without
 * ids, and under Spring MVC a {@code WebClient}'s second call, which begins on the first one's
 * thread. {@code throughline.reactor=false} leaves that to the application.
 */
@AutoConfiguration
@ConditionalOnClass(
    name = {
      "reactor.core.publisher.Hooks",
      "io.micrometer.context.ContextRegistry",
      "org.springframework.http.HttpStatusCode" // Spring 6: before it, Reactor could not
    })
@ConditionalOnProperty(name = "throughline.enabled", matchIfMissing = true)
class ReactorAutoConfiguration {
  /** Nobody asks for it, so an application that makes its beans lazily would never have it. */
  @Bean
  @Lazy(false)
  @ConditionalOnProperty(name = "throughline.reactor", matchIfMissing = true)
  Object throughlineReactor() {
    Hooks.enableAutomaticContextPropagation();
    return new Object();
  }
}
