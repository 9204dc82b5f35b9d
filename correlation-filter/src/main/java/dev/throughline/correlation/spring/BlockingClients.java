package dev.throughline.correlation.spring;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Adds the interceptor to every {@code RestClient.Builder}, {@code RestTemplate} and {@code
 * RestTemplateBuilder} bean.
 */
final class BlockingClients implements BeanPostProcessor {
  /** Spring Boot 4's and 3's: the same class in another package, which no code can be built on. */
  private static final Set<String> TEMPLATE_BUILDERS =
      Set.of(
          "org.springframework.boot.restclient.RestTemplateBuilder",
          "org.springframework.boot.web.client.RestTemplateBuilder");

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
    return TEMPLATE_BUILDERS.contains(bean.getClass().getName()) ? carrying(bean, name) : bean;
  }

  private Object carrying(Object templates, String name) {
    try {
      return templates
          .getClass()
          .getMethod("additionalInterceptors", Collection.class)
          .invoke(templates, List.of(interceptor));
    } catch (ReflectiveOperationException e) {
      LoggerFactory.getLogger(BlockingClients.class)
          .warn("Clients of the builder '{}' make calls without ids", name, e);
      return templates;
    }
  }
}
