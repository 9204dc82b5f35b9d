package dev.throughline.demo;

import java.net.URI;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.client.RestClient;

/** The service {@code auth}: Spring Boot. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(LoginController.class)
public class Auth {
  public static void main(String[] args) throws Exception {
    ServiceProcess.run("auth", Auth::start);
  }

  private static Server start(Settings settings) {
    SpringApplication application = new SpringApplication(Auth.class);
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
            "payments.url",
            settings.peer("payments")));
    return new BootServer(application.run());
  }

  @Bean
  RestClient payments(RestClient.Builder builder, @Value("${payments.url}") URI payments) {
    return builder.baseUrl(payments).build();
  }

  private record BootServer(ConfigurableApplicationContext context) implements Server {
    @Override
    public int port() {
      return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void stop() {
      context.close();
    }
  }
}
