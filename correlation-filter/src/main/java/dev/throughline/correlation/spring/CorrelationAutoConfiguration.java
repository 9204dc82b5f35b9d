package dev.throughline.correlation.spring;

import dev.throughline.correlation.servlet.CorrelationFilter;
import dev.throughline.correlation.servlet.IdentityFilter;
import dev.throughline.correlation.servlet.LastLines;
import dev.throughline.correlation.servlet.SessionIds;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/** The servlet filters, first and last in a Spring Boot application's chain. */
@AutoConfiguration
@ConditionalOnClass(
    name = {"jakarta.servlet.Filter", "org.springframework.http.HttpStatusCode"}) // since Spring 6
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "throughline.enabled", matchIfMissing = true)
class CorrelationAutoConfiguration {
  private static final List<String> TRACERS =
      List.of(
          "io.micrometer.tracing.Tracer",
          "io.opentelemetry.instrumentation.spring.autoconfigure.OpenTelemetryAutoConfiguration");

  @Bean
  @ConditionalOnMissingBean(
      value = CorrelationFilter.class,
      parameterizedContainer = FilterRegistrationBean.class)
  FilterRegistrationBean<CorrelationFilter> throughlineCorrelation() {
    return registered(new CorrelationFilter(), first());
  }

  @Bean
  @ConditionalOnMissingBean(
      value = IdentityFilter.class,
      parameterizedContainer = FilterRegistrationBean.class)
  FilterRegistrationBean<IdentityFilter> throughlineIdentity() {
    return registered(new IdentityFilter(), Ordered.LOWEST_PRECEDENCE);
  }

  @Bean
  ServletListenerRegistrationBean<SessionIds> throughlineSessions() {
    return new ServletListenerRegistrationBean<>(new SessionIds());
  }

  @Bean
  ServletListenerRegistrationBean<LastLines> throughlineLastLines() {
    return new ServletListenerRegistrationBean<>(new LastLines());
  }

  /** Where a tracer's own filter is to be expected (they stand at +1), directly behind that. */
  private static int first() {
    boolean traced =
        TRACERS.stream()
            .anyMatch(
                name ->
                    ClassUtils.isPresent(
                        name, CorrelationAutoConfiguration.class.getClassLoader()));
    return traced ? Ordered.HIGHEST_PRECEDENCE + 2 : Ordered.HIGHEST_PRECEDENCE;
  }

  private static <T extends Filter> FilterRegistrationBean<T> registered(T filter, int order) {
    FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    registration.setAsyncSupported(true);
    // A container that has found our initializer first has them already, under the same names.
    registration.setIgnoreRegistrationFailure(true);
    registration.setDispatcherTypes(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    return registration;
  }
}
