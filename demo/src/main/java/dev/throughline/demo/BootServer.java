package dev.throughline.demo;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** A service on Spring Boot: quiet, lazy, and stopped by the shop alone. */
record BootServer(ConfigurableApplicationContext context) implements Server {
  /** Starts an application; {@code PEER.url} is where its one neighbour is. */
  static BootServer start(
      Class<?> service, WebApplicationType type, Settings settings, String peer) {
    SpringApplication application = new SpringApplication(service);
    application.setWebApplicationType(type);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(
        Map.of(
            "server.port",
            settings.port(),
            "server.address",
            settings.bindAddress(),
            "server.shutdown",
            "graceful",
            "spring.lifecycle.timeout-per-shutdown-phase",
            "2s",
            "spring.main.lazy-initialization",
            true,
            peer + ".url",
            settings.peer(peer)));
    return new BootServer(application.run());
  }

  @Override
  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void stop() {
    context.close();
  }
}
