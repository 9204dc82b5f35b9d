package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The two ends of {@code throughline.trust}; the middle is every other test's default. */
class TrustIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void atTheEdgeNobodysWordIsTaken() throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp app = Servers.JDK.launch().to(sink).with("THROUGHLINE_TRUST", "edge").start()) {
      app.get(
          "/call?" + sink.url() + "/callee",
          "X-Correlation-ID",
          "from-outside",
          "traceparent",
          "00-" + TRACE + "-00f067aa0ba902b7-00",
          "baggage",
          "user.id=alice,tenant=blue");

      Telemetry.Span server = sink.spanWith("correlation.id.foreign", "from-outside");
      String id = server.attributes().get("correlation.id");
      assertThat(id).matches("[0-9a-f]{32}");
      assertThat(server.traceId()).isNotEqualTo(TRACE);
      assertThat(server.parentId()).isEmpty();
      assertThat(server.links()).isEqualTo(1);
      assertThat(server.attributes()).containsEntry("trace.id.foreign", TRACE);
      assertThat(server.attributes()).doesNotContainKey("user.id");
      Telemetry.Span client = sink.span("client", s -> s.kind().equals("CLIENT"));
      assertThat(client.links()).isZero();
      assertThat(client.attributes())
          .containsEntry("correlation.id", id)
          .doesNotContainKey("correlation.id.foreign");
      assertThat(sink.call("/callee").getFirst("baggage")).doesNotContain("alice", "tenant");
      assertThat(sink.call("/callee").getFirst("X-Correlation-ID")).isEqualTo(id);
    }
  }

  @Test
  void switchedOnTheUserGoesToTheHouse() throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp app =
            Servers.JDK
                .launch()
                .to(sink)
                .flag("-Dthroughline.trust=always")
                .flag("-Dthroughline.baggage.send=true")
                .start()) {
      app.get(
          "/call?" + sink.url() + "/callee",
          "X-Forwarded-For",
          "203.0.113.7",
          "baggage",
          "user.id=alice");

      assertThat(sink.spanWith("user.id", "alice").attributes()).containsKey("correlation.id");
      assertThat(sink.call("/callee").getFirst("baggage")).contains("user.id=alice");
    }
  }
}
