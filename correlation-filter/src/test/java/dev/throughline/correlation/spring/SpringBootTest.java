package dev.throughline.correlation.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.servlet.RawHttp;
import dev.throughline.correlation.servlet.RawHttp.Answer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A Spring Boot 4 application that has the jar and knows nothing of it. */
class SpringBootTest {
  private static ConfigurableApplicationContext app;
  private static RawHttp shop;

  @BeforeAll
  static void start() {
    app =
        new SpringApplicationBuilder(App.class)
            .properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=WARN")
            .run();
    shop =
        new RawHttp(app.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void theJarIsEnough() throws IOException {
    Answer answer = shop.get("/ids", "X-Correlation-ID: c-1", "baggage: user.id=bob");
    assertThat(answer.only("X-Correlation-ID")).isEqualTo("c-1");
    assertThat(answer.body()).startsWith("c-1 bob ");
  }

  @Test
  void errorPagesEchoTheId() throws IOException {
    assertThat(shop.get("/nowhere", "X-Correlation-ID: c-2").only("X-Correlation-ID"))
        .isEqualTo("c-2");
    Answer thrown = shop.get("/throw", "X-Correlation-ID: c-3");
    assertThat(thrown.status()).isEqualTo(500);
    assertThat(thrown.only("X-Correlation-ID")).isEqualTo("c-3");
  }

  @Test
  void restClientCarriesTheIdsOn() throws IOException {
    Answer answer = shop.get("/through?port=" + shop.port(), "X-Correlation-ID: c-4");
    assertThat(answer.body()).startsWith("c-4 alice ");
    Answer direct =
        shop.get("/ids", "traceparent: 00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01");
    assertThat(direct.body()).endsWith("a".repeat(32));
  }

  @EnableAutoConfiguration
  @RestController
  static class App {
    private final RestClient client;

    App(RestClient.Builder client) {
      this.client = client.build();
    }

    @GetMapping("/ids")
    String ids() {
      return MDC.get("correlation_id") + " " + MDC.get("user_id") + " " + MDC.get("trace_id");
    }

    @GetMapping("/throw")
    String fail() {
      throw new IllegalStateException("out of stock");
    }

    @GetMapping("/through")
    @Nullable String through(@RequestParam int port) {
      Correlation.user("alice");
      return client.get().uri("http://127.0.0.1:" + port + "/ids").retrieve().body(String.class);
    }
  }
}
