package dev.throughline.correlation.matrix;

import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A Spring Boot application that has the jar and knows nothing of it. */
record SpringServer(ConfigurableApplicationContext app) implements ServerUnderTest {
  static SpringServer start(
      Class<?> main, WebApplicationType type, Consumer<GenericApplicationContext> beans) {
    SpringApplicationBuilder builder =
        new SpringApplicationBuilder(main)
            .web(type)
            .initializers(context -> beans.accept((GenericApplicationContext) context));
    builder
        .application()
        .setDefaultProperties(
            Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.main.banner-mode", "off",
                "logging.level.root", "WARN"));
    return new SpringServer(builder.run());
  }

  @Override
  public int port() {
    return app.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void close() {
    app.close();
  }
}
