package dev.throughline.correlation.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.servlet.CorrelationFilter;
import dev.throughline.correlation.servlet.IdentityFilter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** An application may say itself where the filters stand, and which paths they see. */
class OwnRegistrationTest {
  @Test
  void takesThePlaceOfOurs() {
    try (AnnotationConfigWebApplicationContext app = new AnnotationConfigWebApplicationContext()) {
      app.register(Shop.class, CorrelationAutoConfiguration.class);
      app.refresh();
      assertThat(app.getBeanNamesForType(FilterRegistrationBean.class))
          .containsExactlyInAnyOrder("late", "inner");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Shop {
    @Bean
    FilterRegistrationBean<CorrelationFilter> late() {
      return new FilterRegistrationBean<>(new CorrelationFilter());
    }

    @Bean
    FilterRegistrationBean<IdentityFilter> inner() {
      return new FilterRegistrationBean<>(new IdentityFilter());
    }
  }
}
