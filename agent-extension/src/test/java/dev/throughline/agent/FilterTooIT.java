package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application with the filter on its class path and the agent in front: one of everything. */
class FilterTooIT {
  @ParameterizedTest
  @EnumSource(names = {"SPRING_BOOT_4", "SPRING_WEBFLUX"})
  void nothingIsDoubledAndTheIdsAreTheSame(Servers server) throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp app = start(server, sink)) {
      oneOfEach(sink, app, app.get(call(sink, "made"), "Origin", "https://shop.example"), "made");
      HttpResponse<String> sent = app.get(call(sink, "sent"), "X-Correlation-ID", "order-4711");
      assertThat(OneId.of(sent)).containsExactly("order-4711");
      oneOfEach(sink, app, sent, "sent");
    }
  }

  private static RunningApp start(Servers server, OtlpSink sink) throws IOException {
    return server.launch().withFilter().to(sink).start();
  }

  private static String call(OtlpSink sink, String callee) {
    return "/call?to=" + sink.url() + "/callee/" + callee;
  }

  private static void oneOfEach(
      OtlpSink sink, RunningApp app, HttpResponse<String> response, String callee) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(OneId.of(response)).hasSize(1);
    assertThat(response.headers().allValues("Access-Control-Expose-Headers"))
        .hasSizeLessThanOrEqualTo(1);
    String id = OneId.of(response).get(0);
    Headers sent = sink.call("/callee/" + callee);
    assertThat(sent.get("X-Correlation-ID")).isEqualTo(List.of(id));
    assertThat(sent.get("Traceparent")).hasSize(1);

    Telemetry.Span server =
        sink.span("server", s -> s.kind().equals("SERVER") && s.says("correlation.id", id));
    // Either may end first: the answer's last byte and the call's end are told by other threads.
    sink.span("client", s -> s.kind().equals("CLIENT") && s.traceId().equals(server.traceId()));
    List<Telemetry.Span> trace =
        sink.spans().stream().filter(s -> s.traceId().equals(server.traceId())).toList();
    assertThat(trace)
        .extracting(Telemetry.Span::kind)
        .containsExactlyInAnyOrder("CLIENT", "SERVER");
    assertThat(trace).allMatch(span -> span.says("correlation.id", id));
    sink.log("log", l -> isCall(l, server) && l.says("correlation.id", id));
    assertThat(sink.logs().stream().filter(l -> isCall(l, server))).hasSize(1);
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
