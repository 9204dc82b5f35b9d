package dev.throughline.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import brave.Tracing;
import brave.okhttp3.TracingInterceptor;
import brave.propagation.TraceContext;
import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.brave.BraveScopes;
import dev.throughline.correlation.okhttp.CorrelationInterceptor;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** Brave without Micrometer and without Spring Boot: its own filter, its own client interceptor. */
class BraveAloneTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @TempDir Path work;

  @SuppressWarnings("NullAway.Init") // before each
  private Tracing tracing;

  @BeforeEach
  void trace() {
    BraveSpans.SPANS.clear();
    tracing =
        Tracing.newBuilder()
            .localServiceName("shop")
            .currentTraceContext(BraveScopes.following())
            .addSpanHandler(BraveSpans.keeping())
            .build();
  }

  @AfterEach
  void close() {
    tracing.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneTraceAndOneSpanInEitherOrder(boolean braveFirst) throws Exception {
    try (BraveServer server = new BraveServer(work, tracing, braveFirst)) {
      Properties seen = get(server.url("/ids"), "X-Correlation-ID", "c-1");
      // Brave's ids are of 64 bits here; W3C has 128.
      assertThat(seen.getProperty("mdc")).isEqualTo("0".repeat(16) + seen.getProperty("tracer"));
      assertThat(seen.getProperty("correlation")).isEqualTo("c-1");
      Finished span = onlySpan();
      assertThat(span.kind()).isEqualTo("SERVER");
      assertThat(span.parentId()).isNull();
      assertThat(span.tags())
          .containsEntry("correlation.id", "c-1")
          .containsEntry("user.id", "alice");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theCallersTraceGoesOn(boolean braveFirst) throws Exception {
    try (BraveServer server = new BraveServer(work, tracing, braveFirst)) {
      Properties seen = get(server.url("/ids"), "b3", TRACE + "-b7ad6b7169203331-1");
      assertThat(seen.getProperty("tracer")).startsWith(TRACE);
      assertThat(seen.getProperty("mdc")).isEqualTo(seen.getProperty("tracer"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCallCarriesBravesWordOnceInEitherOrder(boolean braveFirst) throws Exception {
    Interceptor braves = TracingInterceptor.create(tracing);
    Interceptor ours = new CorrelationInterceptor();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectTimeout(Duration.ofMinutes(1))
            .readTimeout(Duration.ofMinutes(1))
            .addInterceptor(braveFirst ? braves : ours)
            .addInterceptor(braveFirst ? ours : braves)
            .build();
    try (BraveServer server = new BraveServer(work, tracing, true)) {
      Properties headers =
          inARequest(
              () -> {
                Request request = new Request.Builder().url(server.url("/headers")).build();
                try (Response answer = client.newCall(request).execute()) {
                  return lines(answer.body().string());
                }
              });
      await().atMost(1, TimeUnit.MINUTES).until(() -> BraveSpans.SPANS.size() == 3);
      Finished call =
          BraveSpans.SPANS.stream()
              .filter(s -> s.kind().equals("CLIENT"))
              .findFirst()
              .orElseThrow();
      assertThat(headers.stringPropertyNames()).doesNotContain("traceparent");
      assertThat(
              headers.getProperty(
                  "b3",
                  headers.getProperty("x-b3-traceid") + "-" + headers.getProperty("x-b3-spanid")))
          .startsWith(call.traceId() + "-" + call.spanId());
      assertThat(headers.getProperty("x-correlation-id")).isEqualTo("c-2");
      assertThat(headers.getProperty("baggage")).isEqualTo("user.id=alice");
      assertThat(BraveSpans.SPANS).allMatch(span -> span.traceId().equals(call.traceId()));
    }
  }

  @Test
  void aClientThatBraveDoesNotKnowCarriesItsSpanInItsOwnFormat() throws Exception {
    HttpClient client = Correlation.wrap(HttpClient.newHttpClient());
    try (BraveServer server = new BraveServer(work, tracing, true)) {
      URI headersOf = URI.create(server.url("/headers"));
      Properties headers =
          inARequest(
              () -> {
                String current = current(tracing).traceIdString();
                Properties sent =
                    lines(
                        client
                            .send(
                                HttpRequest.newBuilder(headersOf).build(), BodyHandlers.ofString())
                            .body());
                sent.setProperty("expected", current);
                return sent;
              });
      assertThat(headers.stringPropertyNames()).doesNotContain("traceparent");
      assertThat(headers.getProperty("b3", headers.getProperty("x-b3-traceid", "")))
          .startsWith(headers.getProperty("expected"));
    }
  }

  @Test
  void linesFollowTheSpansInside() throws Exception {
    inARequest(
        () -> {
          String server = MDC.get("span_id");
          var inner = tracing.tracer().startScopedSpan("packing");
          assertThat(MDC.get("span_id"))
              .isEqualTo(inner.context().spanIdString())
              .isNotEqualTo(server);
          inner.finish();
          assertThat(MDC.get("span_id")).isEqualTo(server);
          return new Properties();
        });
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void otherThreadsHaveTheIdsAndLoseThem() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      inARequest(
          () -> {
            String here = MDC.get("trace_id") + MDC.get("span_id") + MDC.get("correlation_id");
            assertThat(
                    Correlation.wrap(pool)
                        .submit(
                            () ->
                                MDC.get("trace_id")
                                    + MDC.get("span_id")
                                    + MDC.get("correlation_id"))
                        .get())
                .isEqualTo(here);
            return new Properties();
          });
      assertThat(pool.submit(MDC::getCopyOfContextMap).get()).isNullOrEmpty();
    } finally {
      pool.shutdownNow();
    }
  }

  private static TraceContext current(Tracing tracing) {
    return Objects.requireNonNull(tracing.currentTraceContext().get());
  }

  private interface Work {
    Properties run() throws Exception;
  }

  /** As behind Brave's filter. */
  private Properties inARequest(Work work) throws Exception {
    var span = tracing.tracer().nextSpan().kind(brave.Span.Kind.SERVER).start();
    try (var scope = tracing.tracer().withSpanInScope(span);
        ServedRequest request =
            Correlation.serve(
                "GET",
                "/",
                java.util.Map.of("X-Correlation-ID", List.of("c-2"))::get,
                new InetSocketAddress("127.0.0.1", 1));
        CorrelationScope ids = request.activate()) {
      Correlation.user("alice");
      return work.run();
    } finally {
      span.finish();
    }
  }

  private static Finished onlySpan() {
    await().atMost(1, TimeUnit.MINUTES).until(() -> !BraveSpans.SPANS.isEmpty());
    assertThat(BraveSpans.SPANS).hasSize(1);
    return BraveSpans.SPANS.get(0);
  }

  private static Properties get(String url, String... headers) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).headers(headers).build();
    return lines(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }

  private static Properties lines(String body) {
    Properties lines = new Properties();
    body.lines().forEach(line -> lines.setProperty(line.split("=", 2)[0], line.split("=", 2)[1]));
    return lines;
  }
}
