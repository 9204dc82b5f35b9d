package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole promise on the smallest server: nothing in the application knows of it. */
class JdkServerIT {
  private static OtlpSink sink;
  private static RunningApp app;

  @BeforeAll
  static void start() throws IOException {
    sink = new OtlpSink();
    app = Launch.of("JdkServer").to(sink).start();
  }

  @AfterAll
  static void stop() {
    app.close();
    sink.close();
  }

  @Test
  void echoesTheCallersIdAndPutsItOnSpanAndLog() throws Exception {
    HttpResponse<String> response = app.get("/hello", "X-Correlation-ID", "order-4711");

    assertThat(response.headers().allValues("X-Correlation-ID")).containsExactly("order-4711");
    Telemetry.Span span =
        sink.span("server span", s -> "order-4711".equals(s.attributes().get("correlation.id")));
    assertThat(span.kind()).isEqualTo("SERVER");
    Telemetry.Log log = sink.log("log", l -> l.spanId().equals(span.spanId()));
    assertThat(log.attributes()).containsEntry("correlation.id", "order-4711");
  }

  @Test
  void createsOneIdPerRequestTheSameEverywhere() throws Exception {
    HttpResponse<String> response = app.get("/call?" + sink.url() + "/callee");

    String id = response.headers().firstValue("X-Correlation-ID").orElseThrow();
    assertThat(sink.lastCall().get("X-Correlation-ID")).isEqualTo(List.of(id));
    Telemetry.Span client =
        sink.span(
            "client span",
            s -> s.kind().equals("CLIENT") && id.equals(s.attributes().get("correlation.id")));
    sink.span(
        "server span",
        s -> s.kind().equals("SERVER") && id.equals(s.attributes().get("correlation.id")));
    Telemetry.Log log = sink.log("log", l -> l.traceId().equals(client.traceId()));
    assertThat(log.attributes()).containsEntry("correlation.id", id);
    assertThat(app.get("/hello").headers().firstValue("X-Correlation-ID"))
        .isPresent()
        .get()
        .isNotEqualTo(id);
  }
}
