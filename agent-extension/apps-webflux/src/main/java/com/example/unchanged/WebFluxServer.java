package com.example.unchanged;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** Spring WebFlux on Reactor Netty, with Logback and WebClient. */
@SpringBootApplication
@RestController
public class WebFluxServer {
  private static final Logger logger = LoggerFactory.getLogger(WebFluxServer.class);
  private final WebClient client;

  WebFluxServer(WebClient.Builder builder) {
    client = builder.build();
  }

  public static void main(String[] args) {
    ConfigurableApplicationContext context = SpringApplication.run(WebFluxServer.class, args);
    System.out.println("ready " + context.getEnvironment().getProperty("local.server.port"));
  }

  @GetMapping("/hello")
  Mono<String> hello() {
    return Mono.fromSupplier(
        () -> {
          logger.info("hello from Spring WebFlux");
          return "hello";
        });
  }

  @GetMapping("/fail")
  Mono<String> fail() {
    return Mono.error(new IllegalStateException("on purpose"));
  }

  @GetMapping("/call")
  Mono<String> call(@RequestParam("to") String to) {
    logger.info("calling {}", to);
    return client.get().uri(to).retrieve().toBodilessEntity().thenReturn("called");
  }

  @GetMapping("/cart")
  Mono<String> cart(WebSession session) {
    session.start();
    return Mono.just("cart");
  }
}
