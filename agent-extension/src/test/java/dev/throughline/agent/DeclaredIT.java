package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The agent set up by a configuration file: it asks other classes of ours than with properties. */
class DeclaredIT {
  @Test
  void aConfigurationFileSetsUpTheSame() throws Exception {
    Path file = Path.of(DeclaredIT.class.getResource("/declared.yaml").toURI());
    try (OtlpSink sink = new OtlpSink();
        RunningApp app =
            Servers.JDK
                .launch()
                .with("OTEL_CONFIG_FILE", file.toString())
                .with("SINK", sink.url())
                .start()) {
      HttpResponse<String> response =
          app.get("/call?" + sink.url() + "/callee", "baggage", "user.id=alice,tenant=blue");

      String id = response.headers().firstValue("X-Correlation-ID").orElseThrow();
      Telemetry.Span server =
          sink.span("server", s -> s.kind().equals("SERVER") && s.says("correlation.id", id));
      Telemetry.Log log = sink.log("log", l -> l.traceId().equals(server.traceId()));
      assertThat(server.service()).isEqualTo("declared");
      assertThat(server.attributes()).containsEntry("user.id", "alice");
      assertThat(log.attributes()).containsEntry("correlation.id", id);
      assertThat(app.jsonLine(id)).contains("\"baggage.correlation.id\"", "\"service.name\"");
      assertThat(sink.call("/callee").getFirst("X-Correlation-ID")).isEqualTo(id);
      assertThat(sink.call("/callee").getFirst("baggage"))
          .contains("tenant=blue")
          .doesNotContain("alice");
    }
  }
}
