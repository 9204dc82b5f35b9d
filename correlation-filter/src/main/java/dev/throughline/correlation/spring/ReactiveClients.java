package dev.throughline.correlation.spring;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.function.client.WebClient;

/** Adds the filter function to every {@code WebClient.Builder} bean. */
final class ReactiveClients implements BeanPostProcessor {
  private final CorrelationFunction function = new CorrelationFunction();

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof WebClient.Builder builder ? builder.filter(function) : bean;
  }
}
