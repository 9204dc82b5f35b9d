package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** An order that goes from HTTP through a real broker into another process keeps its id. */
class KafkaIT {
  @Test
  void theIdGoesThroughTheQueue() throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp broker = Launch.plain("apps-kafka", "KafkaBroker").start();
        RunningApp packer = launch("KafkaPacker", broker, sink);
        RunningApp shop = launch("KafkaShop", broker, sink)) {
      String[] headers = {"X-Correlation-ID", "order-4711", "baggage", "user.id=alice"};
      assertThat(shop.get("/order", headers).statusCode()).isEqualTo(204);

      sink.span("producer", s -> is(s, "PRODUCER"));
      Telemetry.Span consumer = sink.span("consumer", s -> is(s, "CONSUMER"));
      assertThat(consumer.attributes()).containsEntry("user.id", "alice");
      sink.log(
          "the packer's log",
          l -> l.spanId().equals(consumer.spanId()) && l.says("correlation.id", "order-4711"));
      packer.jsonLine("\"baggage.correlation.id\":\"order-4711\"");
    }
  }

  private static boolean is(Telemetry.Span span, String kind) {
    return span.kind().equals(kind) && span.says("correlation.id", "order-4711");
  }

  private static RunningApp launch(String app, RunningApp broker, OtlpSink sink)
      throws IOException {
    return Launch.of("apps-kafka", app)
        .to(sink)
        .with("KAFKA", "127.0.0.1:" + broker.port())
        .flag("-Dthroughline.baggage.send=true")
        .flag("-Dthroughline.baggage.hosts=messages")
        .start();
  }
}
