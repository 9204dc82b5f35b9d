package dev.throughline.correlation.spring;

import dev.throughline.correlation.servlet.CorrelationFilter;
import dev.throughline.correlation.servlet.IdentityFilter;
import dev.throughline.correlation.servlet.SessionIds;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The servlet filters, first and last in a Spring Boot application's chain. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "throughline.enabled", matchIfMissing = true)
class CorrelationAutoConfiguration {
  @Bean
  FilterRegistrationBean<CorrelationFilter> throughlineCorrelation() {
    return registered(new CorrelationFilter(), Ordered.HIGHEST_PRECEDENCE);
  }

  @Bean
  FilterRegistrationBean<IdentityFilter> throughlineIdentity() {
    return registered(new IdentityFilter(), Ordered.LOWEST_PRECEDENCE);
  }

  @Bean
  ServletListenerRegistrationBean<SessionIds> throughlineSessions() {
    return new ServletListenerRegistrationBean<>(new SessionIds());
  }

  private static <T extends Filter> FilterRegistrationBean<T> registered(T filter, int order) {
    FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    registration.setAsyncSupported(true);
    registration.setDispatcherTypes(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    return registration;
  }
}
