package dev.throughline.correlation.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With an SDK there: one server span a request, in both kinds of container. */
class SpanTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @TempDir Path work;

  @SuppressWarnings("NullAway.Init") // each test starts its own
  private Container container;

  @AfterEach
  void stop() throws Exception {
    container.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "jetty"})
  void everyWayOfHandlingIsOneSpan(String name) throws Exception {
    RawHttp shop = start(name);
    for (String path :
        List.of("/ids", "/forward", "/include", "/async", "/async-dispatch", "/error")) {
      TELEMETRY.clearSpans();
      RawHttp.Answer answer =
          shop.get(
              path, "X-Correlation-ID: c-1", "traceparent: 00-" + TRACE + "-b7ad6b7169203331-01");
      SpanData span = onlySpan();
      assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
      assertThat(span.getTraceId()).isEqualTo(TRACE);
      assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
      assertThat(text(span, "correlation.id")).isEqualTo("c-1");
      assertThat(text(span, "url.path")).isEqualTo(path);
      assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
          .isEqualTo(answer.status());
      assertThat(span.getStatus()).isEqualTo(StatusData.unset());
      if (answer.line("span_id") != null) {
        assertThat(answer.line("span_id")).isEqualTo(span.getSpanId());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "jetty"})
  void whatEscapesIsAnErrorWithItsReason(String name) throws Exception {
    RawHttp shop = start(name);
    TELEMETRY.clearSpans();
    assertThat(shop.get("/throw").status()).isEqualTo(500);
    SpanData thrown = onlySpan();
    assertThat(thrown.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "out of stock"));
    assertThat(text(thrown, "error.type")).isEqualTo("java.lang.IllegalStateException");
    TELEMETRY.clearSpans();
    assertThat(shop.get("/broken").status()).isEqualTo(503);
    assertThat(text(onlySpan(), "error.type")).isEqualTo("503");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "jetty"})
  void aTimeoutIsAFailureOnlyIfItIsAnsweredAsOne(String name) throws Exception {
    RawHttp shop = start(name);
    TELEMETRY.clearSpans();
    assertThat(shop.get("/poll").status()).isEqualTo(200);
    assertThat(onlySpan().getStatus()).isEqualTo(StatusData.unset());
    TELEMETRY.clearSpans();
    assertThat(shop.get("/never").status()).isEqualTo(500);
    assertThat(text(onlySpan(), "error.type")).isEqualTo("java.util.concurrent.TimeoutException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "jetty"})
  void userAndSessionKnownLateAreOnTheSpan(String name) throws Exception {
    RawHttp shop = start(name);
    TELEMETRY.clearSpans();
    RawHttp.Answer login = shop.get("/login");
    SpanData span = onlySpan();
    assertThat(text(span, "user.id")).isEqualTo("alice");
    assertThat(text(span, "session.id")).isEqualTo(login.line("session_id"));
  }

  private RawHttp start(String name) throws Exception {
    container = name.equals("tomcat") ? new TomcatShop(work) : new JettyShop();
    return new RawHttp(container.start(new Shop(), () -> {}));
  }

  private static SpanData onlySpan() {
    await().until(() -> !TELEMETRY.getSpans().isEmpty());
    return assertThat(TELEMETRY.getSpans()).singleElement().actual();
  }

  private static @Nullable String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }
}
