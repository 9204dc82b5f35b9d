package com.example.unchanged;

import jakarta.servlet.http.HttpSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Spring Boot, 3 or 4, with its own Tomcat, Logback and RestClient. */
@SpringBootApplication
@RestController
public class BootServer {
  private static final Logger logger = LoggerFactory.getLogger(BootServer.class);
  private final RestClient client;

  BootServer(RestClient.Builder builder) {
    client = builder.build();
  }

  public static void main(String[] args) {
    ConfigurableApplicationContext context = SpringApplication.run(BootServer.class, args);
    System.out.println("ready " + context.getEnvironment().getProperty("local.server.port"));
  }

  @GetMapping("/hello")
  String hello() {
    logger.info("hello from Spring Boot");
    return "hello";
  }

  @GetMapping("/fail")
  String fail() {
    throw new IllegalStateException("on purpose");
  }

  @GetMapping("/call")
  String call(@RequestParam("to") String to) {
    logger.info("calling {}", to);
    client.get().uri(to).retrieve().toBodilessEntity();
    return "called";
  }

  /** A session begins here, if the visitor has none yet. */
  @GetMapping("/cart")
  String cart(HttpSession session, @RequestParam("to") String to) {
    return call(to);
  }
}
