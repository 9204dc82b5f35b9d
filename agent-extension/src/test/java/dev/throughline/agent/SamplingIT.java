package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplingIT {
  @Test
  void aTraceThatIsNotSampledStaysAtHomeAndItsLogsHaveTheIds() throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp app =
            Servers.JDK.launch().to(sink).with("OTEL_TRACES_SAMPLER", "always_off").start()) {
      app.get(
          "/call?" + sink.url() + "/callee",
          "X-Correlation-ID",
          "order-4711",
          "baggage",
          "user.id=alice");

      // The last bit of the flags: sampled.
      assertThat(sink.call("/callee").getFirst("traceparent")).matches(".*-[0-9a-f][02468ace]");
      Telemetry.Log log = sink.log("log", l -> l.says("correlation.id", "order-4711"));
      assertThat(log.attributes()).containsEntry("user.id", "alice");
      // What it has not told yet it tells now.
      app.close();
      assertThat(sink.spans()).isEmpty();
    }
  }
}
