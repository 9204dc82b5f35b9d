package dev.throughline.benchmarks;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Log events of a shop, the same in OTLP and as JSON lines: ten fields, about 400 bytes.
 *
 * @param otlp bodies of {@code POST /v1/logs}
 * @param lines the same events, one JSON object a line
 */
record Workload(int events, List<byte[]> otlp, List<byte[]> lines) {
  private static final int BATCH = 500;
  private static final String[] SERVICES = {"gateway", "orders", "payments", "inventory", "auth"};

  /** One event before it has a format. */
  private record Event(
      Instant time,
      String service,
      String trace,
      String span,
      String user,
      String body,
      int order) {}

  /**
   * @param seed different seeds share no event
   */
  static Workload of(int events, long seed) {
    Random random = new Random(seed);
    Instant start = Instant.now();
    List<byte[]> otlp = new ArrayList<>();
    List<byte[]> lines = new ArrayList<>();
    for (int from = 0; from < events; from += BATCH) {
      List<Event> batch = new ArrayList<>();
      for (int i = from; i < Math.min(events, from + BATCH); i++) {
        batch.add(event(random, start.plusNanos(i * 1000L), i));
      }
      otlp.add(otlp(batch));
      lines.add(lines(batch));
    }
    return new Workload(events, otlp, lines);
  }

  private static Event event(Random random, Instant time, int number) {
    byte[] trace = new byte[16];
    byte[] span = new byte[8];
    random.nextBytes(trace);
    random.nextBytes(span);
    return new Event(
        time,
        SERVICES[random.nextInt(SERVICES.length)],
        HexFormat.of().formatHex(trace),
        HexFormat.of().formatHex(span),
        "user-" + random.nextInt(1000),
        "order " + number + " reserved 3 pieces of article " + random.nextInt(50_000),
        number);
  }

  private static byte[] otlp(List<Event> events) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    for (String service : SERVICES) {
      ScopeLogs.Builder scope = ScopeLogs.newBuilder();
      events.stream()
          .filter(event -> event.service.equals(service))
          .forEach(event -> scope.addLogRecords(otlp(event)));
      request.addResourceLogs(
          ResourceLogs.newBuilder()
              .setResource(Resource.newBuilder().addAttributes(text("service.name", service)))
              .addScopeLogs(scope));
    }
    return request.build().toByteArray();
  }

  private static LogRecord otlp(Event event) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(event.time.getEpochSecond() * 1_000_000_000L + event.time.getNano())
        .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO)
        .setBody(AnyValue.newBuilder().setStringValue(event.body))
        .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(event.trace)))
        .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex(event.span)))
        .addAttributes(text("user.id", event.user))
        .addAttributes(text("session.id", "session-of-" + event.user))
        .addAttributes(text("correlation.id", "c-" + event.trace))
        .addAttributes(text("order_id", Integer.toString(event.order)))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static byte[] lines(List<Event> events) {
    StringBuilder lines = new StringBuilder();
    for (Event event : events) {
      lines.append(
          """
          {"@timestamp":"%s","level":"INFO","message":"%s","service.name":"%s","trace_id":"%s",\
          "span_id":"%s","user_id":"%s","session_id":"session-of-%s","correlation_id":"c-%s",\
          "order_id":"%d"}
          """
              .formatted(
                  event.time,
                  event.body,
                  event.service,
                  event.trace,
                  event.span,
                  event.user,
                  event.user,
                  event.trace,
                  event.order));
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
