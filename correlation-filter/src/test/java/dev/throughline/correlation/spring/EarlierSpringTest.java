package dev.throughline.correlation.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** Spring Boot 2.7 reads our list too, and comes with Spring 5 and the older servlets. */
class EarlierSpringTest {
  @Test
  void nothingIsSetUpThere() {
    ClassLoader spring5 = new Spring5(getClass().getClassLoader());
    try (AnnotationConfigWebApplicationContext app = new AnnotationConfigWebApplicationContext()) {
      app.setClassLoader(spring5);
      StreamSupport.stream(
              ImportCandidates.load(AutoConfiguration.class, spring5).spliterator(), false)
          .filter(name -> name.startsWith("dev.throughline."))
          .forEach(name -> app.register(ClassUtils.resolveClassName(name, spring5)));
      app.refresh();
      assertThat(app.getBeanDefinitionNames())
          .contains("throughlineTasks") // which is fit for any Spring
          .doesNotContain(
              "throughlineCorrelation", "throughlineWebFilter", "throughlineReactiveClients");
    }
  }

  /** Knows what Spring 5 knows. */
  private static final class Spring5 extends ClassLoader {
    Spring5(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("jakarta.") || name.equals("org.springframework.http.HttpStatusCode")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
