package dev.throughline.correlation.spring;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Adds the interceptor to every {@code RestClient.Builder} and {@code RestTemplate} bean. */
final class BlockingClients implements BeanPostProcessor {
  private final CorrelationInterceptor interceptor = new CorrelationInterceptor();

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof RestClient.Builder builder) {
      return builder.requestInterceptor(interceptor);
    }
    if (bean instanceof RestTemplate template
        && template.getInterceptors().stream()
            .noneMatch(CorrelationInterceptor.class::isInstance)) {
      template.getInterceptors().add(interceptor);
    }
    return bean;
  }
}
