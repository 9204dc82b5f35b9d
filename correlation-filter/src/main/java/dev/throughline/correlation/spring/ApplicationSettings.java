package dev.throughline.correlation.spring;

import dev.throughline.correlation.request.NestedSpans;
import dev.throughline.correlation.request.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Lets the filter be set up where a Spring application is: in {@code application.properties} and
 * whatever else its environment reads. A listener and no {@code EnvironmentPostProcessor}, which
 * changed its package between Boot 3 and 4.
 */
public final class ApplicationSettings
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  /**
   * Behind those who read the files (+10), before logging is set up (+20) and asks for the name.
   */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 15;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    NestedSpans.follow();
    ConfigurableEnvironment environment = event.getEnvironment();
    Setting.readFrom(name -> find(environment, name));
  }

  private static @Nullable String find(ConfigurableEnvironment environment, String name) {
    String value = environment.getProperty(name);
    return value != null ? value : list(environment, name);
  }

  /** A YAML list is as many properties as it has elements. */
  private static @Nullable String list(ConfigurableEnvironment environment, String name) {
    return environment.containsProperty(name + "[0]")
        ? Binder.get(environment)
            .bind(name, Bindable.listOf(String.class))
            .map((List<String> elements) -> String.join(separator(name), elements))
            .orElse(null)
        : null;
  }

  /** Names in certificates have commas in them. */
  private static String separator(String name) {
    return name.equals("throughline.trust.peers") ? ";" : ",";
  }
}
