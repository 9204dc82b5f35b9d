package dev.throughline.correlation.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.servlet.RawHttp;
import dev.throughline.correlation.servlet.RawHttp.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A Spring Boot 4 application on Reactor Netty that has the jar and knows nothing of it. */
class WebFluxTest {
  private static ConfigurableApplicationContext app;
  private static RawHttp shop;

  @BeforeAll
  static void start() {
    app =
        new SpringApplicationBuilder(App.class)
            .web(WebApplicationType.REACTIVE)
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
    for (String path : List.of("/ids", "/elsewhere")) {
      Answer answer = shop.get(path, "X-Correlation-ID: c-1", "baggage: user.id=bob");
      assertThat(answer.only("X-Correlation-ID")).isEqualTo("c-1");
      assertThat(answer.body()).as(path).contains("c-1 bob");
    }
  }

  @Test
  void errorsEchoTheIdToo() throws IOException {
    Answer thrown = shop.get("/throw", "X-Correlation-ID: c-2");
    assertThat(thrown.status()).isEqualTo(500);
    assertThat(thrown.only("X-Correlation-ID")).isEqualTo("c-2");
    assertThat(shop.get("/nowhere", "X-Correlation-ID: c-3").only("X-Correlation-ID"))
        .isEqualTo("c-3");
  }

  @Test
  void webClientCarriesTheIdsOn() throws IOException {
    Answer answer = shop.get("/through?port=" + shop.port(), "X-Correlation-ID: c-4");
    assertThat(answer.body()).contains("c-4 alice");
  }

  @Test
  void manyAtOnceKeepTheirOwnIds() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    URI elsewhere = URI.create("http://127.0.0.1:" + shop.port() + "/elsewhere");
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 200)
            .mapToObj(i -> HttpRequest.newBuilder(elsewhere).header("X-Correlation-ID", "c-" + i))
            .map(request -> client.sendAsync(request.build(), BodyHandlers.ofString()))
            .toList();
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get().body()).isEqualTo("c-" + i + " null");
    }
  }

  @EnableAutoConfiguration
  @RestController
  static class App {
    private final WebClient client;

    App(WebClient.Builder client) {
      this.client = client.build();
    }

    @GetMapping("/ids")
    Mono<String> ids() {
      return Mono.fromSupplier(App::mdc);
    }

    @GetMapping("/elsewhere")
    Mono<String> elsewhere() {
      return Mono.fromSupplier(() -> "")
          .publishOn(Schedulers.boundedElastic())
          .map(before -> before + mdc())
          .subscribeOn(Schedulers.parallel());
    }

    @GetMapping("/throw")
    Mono<String> fail() {
      return Mono.error(new IllegalStateException("out of stock"));
    }

    @GetMapping("/through")
    Mono<String> through(@RequestParam int port) {
      Correlation.user("alice");
      return client
          .get()
          .uri("http://127.0.0.1:" + port + "/elsewhere")
          .retrieve()
          .bodyToMono(String.class);
    }

    private static String mdc() {
      return MDC.get("correlation_id") + " " + MDC.get("user_id");
    }
  }
}
