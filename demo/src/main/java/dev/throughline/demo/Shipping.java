package dev.throughline.demo;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.client.WebClient;

/** The service {@code shipping}: Spring WebFlux on Reactor Netty. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ParcelController.class)
public class Shipping {
  public static void main(String[] args) throws Exception {
    ServiceProcess.run(
        "shipping",
        settings ->
            BootServer.start(Shipping.class, WebApplicationType.REACTIVE, settings, "inventory"));
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
}
