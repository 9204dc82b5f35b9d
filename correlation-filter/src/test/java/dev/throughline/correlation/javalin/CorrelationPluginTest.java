package dev.throughline.correlation.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.servlet.RawHttp;
import dev.throughline.correlation.servlet.RawHttp.Answer;
import io.javalin.Javalin;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CorrelationPluginTest {
  private Javalin app;
  private RawHttp shop;

  @BeforeEach
  void start() {
    app =
        Javalin.create(
            config -> {
              config.registerPlugin(new CorrelationPlugin());
              config.routes.get("/id/{n}", ctx -> ctx.result("id=" + Correlation.id().orElse("")));
              config.routes.get("/broken", ctx -> Integer.parseInt("x"));
            });
    shop = new RawHttp(app.start(0).port());
  }

  @AfterEach
  void stop() {
    app.stop();
  }

  @Test
  void oneLineIsEnough() throws IOException {
    Answer answer = shop.get("/id/7", "X-Correlation-ID: c-1");
    assertThat(answer.line("id")).isEqualTo("c-1");
    assertThat(answer.only("X-Correlation-ID")).isEqualTo("c-1");
  }

  @Test
  void errorsEchoTheIdToo() throws IOException {
    Answer broken = shop.get("/broken", "X-Correlation-ID: c-2");
    assertThat(broken.status()).isEqualTo(500);
    assertThat(broken.only("X-Correlation-ID")).isEqualTo("c-2");
    Answer absent = shop.get("/nowhere", "X-Correlation-ID: c-3");
    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.only("X-Correlation-ID")).isEqualTo("c-3");
  }
}
