package dev.throughline.correlation.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.throughline.correlation.servlet.RawHttp;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/**
 * What a WebFlux request's span says of its answer, by whichever error handler, and its session.
 */
class WebFluxSpanTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final AttributeKey<String> SESSION = AttributeKey.stringKey("session.id");
  private static final Queue<Throwable> SEEN = new ConcurrentLinkedQueue<>();
  private static ConfigurableApplicationContext app;
  private static RawHttp shop;

  @EnableAutoConfiguration
  @RestController
  static class Shop {
    @Bean
    @Order(-2)
    WebExceptionHandler failures() {
      return (exchange, failure) -> {
        SEEN.add(failure);
        return Mono.error(failure);
      };
    }

    @GetMapping("/refused")
    Mono<String> refuse() {
      return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    @GetMapping("/throw")
    Mono<String> fail() {
      return Mono.error(new IllegalStateException("out of stock"));
    }

    @GetMapping("/stock")
    String stock() {
      return "4711";
    }

    @GetMapping("/basket")
    String basket(WebSession session) {
      session.getAttributes().put("item", "teapot");
      return "teapot";
    }
  }

  @BeforeAll
  static void start() {
    app =
        new SpringApplicationBuilder(Shop.class)
            .web(WebApplicationType.REACTIVE)
            .properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=ERROR")
            .run();
    shop =
        new RawHttp(app.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
    TELEMETRY.clearSpans();
  }

  @Test
  void whatACallerDoesWrongIsNoFailureOfTheServer() throws Exception {
    assertThat(shop.get("/nowhere").status()).isEqualTo(404);
    SpanData missing = onlySpan();
    assertThat(status(missing)).isEqualTo(404);
    assertThat(missing.getStatus()).isEqualTo(StatusData.unset());
    TELEMETRY.clearSpans();
    assertThat(shop.get("/refused").status()).isEqualTo(400);
    SpanData refused = onlySpan();
    assertThat(status(refused)).isEqualTo(400);
    assertThat(refused.getStatus()).isEqualTo(StatusData.unset());
  }

  @Test
  void aFailureIsOnTheSpanWithItsReasonAndHandledOnce() throws Exception {
    assertThat(shop.get("/throw").status()).isEqualTo(500);
    SpanData thrown = onlySpan();
    assertThat(status(thrown)).isEqualTo(500);
    assertThat(thrown.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "out of stock"));
    assertThat(SEEN).hasSize(1);
  }

  @Test
  void aSessionThatNobodyAsksForIsLeftAlone() throws Exception {
    RawHttp.Answer answer = shop.get("/stock", "Cookie: SESSION=of-another-service; lang=en");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(onlySpan().getAttributes().get(SESSION)).isNull();
  }

  @Test
  void aSessionThatBeginsInARequestHasItsIdFromThere() throws Exception {
    String cookie = shop.get("/basket", "baggage: session.id=s-1").only("Set-Cookie").split(";")[0];
    assertThat(onlySpan().getAttributes().get(SESSION)).isEqualTo("s-1");
    TELEMETRY.clearSpans();
    shop.get("/basket", "Cookie: " + cookie);
    assertThat(onlySpan().getAttributes().get(SESSION)).isEqualTo("s-1");
    TELEMETRY.clearSpans();
    shop.get("/basket");
    assertThat(onlySpan().getAttributes().get(SESSION)).matches("[0-9a-f]{32}");
  }

  private static SpanData onlySpan() {
    await().until(() -> !TELEMETRY.getSpans().isEmpty());
    return assertThat(TELEMETRY.getSpans()).singleElement().actual();
  }

  private static @Nullable Long status(SpanData span) {
    return span.getAttributes().get(AttributeKey.longKey("http.response.status_code"));
  }
}
