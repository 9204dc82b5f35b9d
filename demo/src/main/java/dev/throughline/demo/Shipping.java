package dev.throughline.demo;

import java.net.URI;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.client.WebClient;

/** The service {@code shipping}: Spring WebFlux on Reactor Netty. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ParcelController.class)
public class Shipping {
  public static void main(String[] args) throws Exception {
    ServiceProcess.run("shipping", Shipping::start);
  }

  private static Server start(Settings settings) {
    SpringApplication application = new SpringApplication(Shipping.class);
    application.setWebApplicationType(WebApplicationType.REACTIVE);
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
            "inventory.url",
            settings.peer("inventory")));
    return new BootServer(application.run());
  }

  /** Named, for the gateway's Tomcat is on the class path too. */
  @Bean
  NettyReactiveWebServerFactory reactorNetty() {
    return new NettyReactiveWebServerFactory();
  }

  @Bean
  WebClient inventory(WebClient.Builder builder, @Value("${inventory.url}") URI inventory) {
    return builder.baseUrl(inventory.toString()).build();
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
