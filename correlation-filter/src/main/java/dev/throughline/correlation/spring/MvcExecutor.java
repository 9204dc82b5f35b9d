package dev.throughline.correlation.spring;

import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * The executor of Spring MVC's asynchronous controllers, which is no bean where the application has
 * one of its own for other things: Spring Boot then makes none.
 */
final class MvcExecutor implements BeanPostProcessor {
  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof RequestMappingHandlerAdapter controllers) {
      try {
        // There is a setter and no getter.
        Object executor = new DirectFieldAccessor(controllers).getPropertyValue("taskExecutor");
        CarryingExecutors.carry(executor, name);
      } catch (BeansException e) {
        LoggerFactory.getLogger(MvcExecutor.class)
            .warn("Asynchronous controllers of '{}' may run without ids", name, e);
      }
    }
    return bean;
  }
}
