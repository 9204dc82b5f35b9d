package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application with the filter on its class path and the agent in front: one of everything. */
class FilterTooIT {
  @ParameterizedTest
  @EnumSource(names = {"SPRING_BOOT_4", "SPRING_WEBFLUX"})
  void nothingIsDoubledAndTheIdsAreTheSame(Servers server) throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp app = start(server, sink)) {
      HttpResponse<String> made = app.get(call(sink, "made"), "Origin", "https://shop.example");
      HttpResponse<String> sent = app.get(call(sink, "sent"), "X-Correlation-ID", "order-4711");
      served(sink, OneId.of(made).get(0));
      served(sink, "order-4711");
      // What it has not told yet it tells now, a second one of something too.
      app.close();

      assertThat(OneId.of(sent)).containsExactly("order-4711");
      assertThat(exposed(sent)).isEmpty();
      assertThat(exposed(made)).hasSize(1);
      oneOfEach(sink, app, made, "made");
      oneOfEach(sink, app, sent, "sent");
    }
  }

  @Test
  void norIsAnythingOnABareNetty() throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp app = start(Servers.NETTY, sink)) {
      HttpResponse<String> response =
          app.get("/hello", "X-Correlation-ID", "order-4711", "Origin", "https://shop.example");
      served(sink, "order-4711");
      app.close();

      assertThat(OneId.of(response)).containsExactly("order-4711");
      assertThat(exposed(response)).hasSize(1);
      assertThat(sink.spans())
          .singleElement()
          .matches(span -> span.says("correlation.id", "order-4711"));
      assertThat(sink.logs().stream().filter(l -> l.body().startsWith("hello")))
          .singleElement()
          .matches(log -> log.says("correlation.id", "order-4711"));
      // Logged on a thread of the application's, where the agent's word is the only one.
      assertThat(app.jsonLine("hello from"))
          .contains("\"baggage.correlation.id\":\"order-4711\"")
          .contains("\"trace_id\":\"" + sink.spans().get(0).traceId() + "\"");
    }
  }

  /**
   * The filter keeps an id of its own in the session, the extension alone makes one of its cookie.
   */
  @Test
  void aSessionHasOneId() throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp app = start(Servers.SPRING_BOOT_4, sink)) {
      String cart = "/cart?to=" + sink.url() + "/callee/cart";
      String cookie =
          app.get(cart, "X-Correlation-ID", "first")
              .headers()
              .firstValue("Set-Cookie")
              .orElseThrow()
              .replaceFirst(";.*", "");
      app.get(cart, "X-Correlation-ID", "second", "Cookie", cookie);
      served(sink, "first");
      served(sink, "second");
      app.close();

      String session = served(sink, "first").attributes().getOrDefault("session.id", "");
      assertThat(session).isNotEmpty();
      assertThat(sink.spans()).hasSize(4).allMatch(span -> span.says("session.id", session));
      assertThat(sink.logs().stream().filter(l -> l.body().startsWith("calling")))
          .hasSize(2)
          .allMatch(log -> log.says("session.id", session));
      for (String id : List.of("first", "second")) {
        assertThat(app.jsonLine("\"" + id + "\"")).contains("\"session_id\":\"" + session + "\"");
      }
    }
  }

  private static RunningApp start(Servers server, OtlpSink sink) throws IOException {
    return server.launch().withFilter().to(sink).start();
  }

  /** The server's span, which ends after its answer: an application that ends before loses it. */
  private static Telemetry.Span served(OtlpSink sink, String id) {
    return sink.span("server", s -> s.kind().equals("SERVER") && s.says("correlation.id", id));
  }

  private static String call(OtlpSink sink, String callee) {
    return "/call?to=" + sink.url() + "/callee/" + callee;
  }

  private static List<String> exposed(HttpResponse<String> response) {
    return response.headers().allValues("Access-Control-Expose-Headers");
  }

  private static void oneOfEach(
      OtlpSink sink, RunningApp app, HttpResponse<String> response, String callee) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(OneId.of(response)).hasSize(1);
    String id = OneId.of(response).get(0);
    Headers sent = sink.call("/callee/" + callee);
    assertThat(sent.get("X-Correlation-ID")).isEqualTo(List.of(id));
    assertThat(sent.get("Traceparent")).hasSize(1);

    Telemetry.Span server = served(sink, id);
    List<Telemetry.Span> trace =
        sink.spans().stream().filter(s -> s.traceId().equals(server.traceId())).toList();
    assertThat(trace)
        .extracting(Telemetry.Span::kind)
        .containsExactlyInAnyOrder("CLIENT", "SERVER");
    assertThat(trace).allMatch(span -> span.says("correlation.id", id));
    assertThat(sink.logs().stream().filter(l -> isCall(l, server)))
        .singleElement()
        .matches(log -> log.says("correlation.id", id));
    // Where the filter has said it the agent adds nothing of its own.
    assertThat(app.jsonLine(callee))
        .contains("\"correlation_id\":\"" + id + "\"")
        .contains("\"trace_id\":\"" + server.traceId() + "\"")
        .doesNotContain("baggage.");
  }

  private static boolean isCall(Telemetry.Log log, Telemetry.Span server) {
    return log.traceId().equals(server.traceId()) && log.body().startsWith("calling");
  }
}
