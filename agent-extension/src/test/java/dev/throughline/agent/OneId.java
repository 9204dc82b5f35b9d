package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;

/** What every server promises: one id for the caller, the span, the log record and the log line. */
final class OneId {
  static void isSeenEverywhere(RunningApp app, String path, OtlpSink sink) throws Exception {
    HttpResponse<String> response = app.get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(of(response)).hasSize(1);
    String id = of(response).get(0);
    Telemetry.Span server =
        sink.span("server", s -> s.kind().equals("SERVER") && s.says("correlation.id", id));
    Telemetry.Log log = sink.log("log", l -> l.traceId().equals(server.traceId()));
    assertThat(log.attributes()).containsEntry("correlation.id", id);
    assertThat(app.jsonLine(id)).contains("\"baggage.correlation.id\":\"" + id + "\"");
  }

  /** All lines of the echo. */
  static List<String> of(HttpResponse<?> response) {
    return response.headers().allValues("X-Correlation-ID");
  }

  private OneId() {}
}
