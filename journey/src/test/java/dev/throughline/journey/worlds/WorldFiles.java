package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.worlds.Knobs.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A program: writes a world as {@code spans.jsonl} (OTLP JSON, one request a line), {@code
 * logs.jsonl} (JSON log lines) and {@code answers.jsonl} (the truth).
 *
 * <p>Options: {@code --seed N}, {@code --users N}, {@code --fault NAME}, {@code --lost SHARE},
 * {@code --unsampled SHARE}, {@code --stripped SHARE}, {@code --whole} (no confusion, clocks
 * right), {@code --out DIR}.
 */
public final class WorldFiles {
  private WorldFiles() {}

  public static void main(String[] args) throws IOException {
    long seed = 1;
    double lost = 0;
    double unsampled = 0;
    Knobs knobs = Knobs.CROWDED;
    Path out = Path.of("world");
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--seed" -> seed = Long.parseLong(args[++i]);
        case "--users" -> knobs = knobs.withUsers(Integer.parseInt(args[++i]));
        case "--fault" ->
            knobs = knobs.withFault(Fault.valueOf(args[++i].toUpperCase(Locale.ROOT)));
        case "--lost" -> lost = Double.parseDouble(args[++i]);
        case "--unsampled" -> unsampled = Double.parseDouble(args[++i]);
        case "--stripped" -> knobs = knobs.withStrippedLines(Double.parseDouble(args[++i]));
        case "--whole" -> knobs = Knobs.WHOLE;
        case "--out" -> out = Path.of(args[++i]);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    write(Worlds.generate(seed, knobs.withLoss(lost, unsampled)), out);
  }

  static void write(World world, Path out) throws IOException {
    Files.createDirectories(out);
    List<String> spans = new ArrayList<>();
    List<String> logs = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    answers.add(JsonText.of(summary(world)));
    for (Signal signal : world.signals()) {
      switch (signal) {
        case Span span -> spans.add(JsonText.of(otlp(span)));
        case LogRecord log -> logs.add(JsonText.of(line(log)));
      }
      answers.add(JsonText.of(answer(signal, world.truth(signal.recordId()))));
    }
    Files.write(out.resolve("spans.jsonl"), spans);
    Files.write(out.resolve("logs.jsonl"), logs);
    Files.write(out.resolve("answers.jsonl"), answers);
  }

  private static Map<String, Object> summary(World world) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("seed", world.seed());
    summary.put("users", world.users());
    summary.put("fault", world.knobs().fault());
    summary.put("culprits", world.culprits());
    Map<String, Object> clocks = new LinkedHashMap<>();
    world
        .clocks()
        .forEach(
            (host, clock) ->
                clocks.put(
                    host, Map.of("offset_ns", clock.offsetNanos(), "drift_ppm", clock.driftPpm())));
    summary.put("clocks", clocks);
    summary.put(
        "gaps",
        world.gaps().stream()
            .map(g -> Map.of("user", g.user(), "service", g.service(), "cause", g.cause()))
            .toList());
    return summary;
  }

  private static Map<String, Object> answer(Signal signal, Truth truth) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("record", truth.record());
    if (signal instanceof Span span) {
      answer.put("trace_id", span.traceId());
      answer.put("span_id", span.spanId());
    }
    answer.put("owners", truth.owners());
    answer.put("unsure", truth.unsure());
    answer.put("true_ns", truth.trueNanos());
    answer.put("stripped", truth.stripped());
    if (truth.cause() != null) {
      answer.put("cause", truth.cause());
    }
    return answer;
  }

  private static Map<String, Object> otlp(Span span) {
    Map<String, Object> attributes = new LinkedHashMap<>(span.attributes().asMap());
    attributes.putAll(idAttributes(span.ids()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("traceId", span.traceId());
    json.put("spanId", span.spanId());
    if (span.parentSpanId() != null) {
      json.put("parentSpanId", span.parentSpanId());
    }
    json.put("name", span.name());
    json.put("kind", span.kind().ordinal() + 1);
    json.put("startTimeUnixNano", nanos(span.time()));
    json.put("endTimeUnixNano", nanos(span.end()));
    json.put("flags", span.ids().traceFlags());
    json.put("attributes", otlp(attributes));
    json.put(
        "links",
        span.links().stream()
            .map(link -> Map.of("traceId", link.traceId(), "spanId", link.spanId()))
            .toList());
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("code", span.status().ordinal());
    if (span.statusMessage() != null) {
      status.put("message", span.statusMessage());
    }
    json.put("status", status);
    Map<String, Object> scope = Map.of("spans", List.of(json));
    Map<String, Object> resource = Map.of("attributes", otlp(fields(span.resource())));
    return Map.of(
        "resourceSpans", List.of(Map.of("resource", resource, "scopeSpans", List.of(scope))));
  }

  private static List<Map<String, Object>> otlp(Map<String, Object> attributes) {
    List<Map<String, Object>> list = new ArrayList<>();
    attributes.forEach(
        (key, value) -> list.add(Map.of("key", key, "value", Map.of(type(value), text(value)))));
    return list;
  }

  private static String type(Object value) {
    return value instanceof Long
        ? "intValue"
        : value instanceof List<?> ? "arrayValue" : "stringValue";
  }

  private static Object text(Object value) {
    return value instanceof List<?> list
        ? Map.of("values", list.stream().map(item -> Map.of("stringValue", item)).toList())
        : value.toString();
  }

  private static Map<String, Object> line(LogRecord log) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("@timestamp", log.time());
    line.put("message", log.body());
    line.put("level", String.valueOf(log.level()));
    line.put("log.record.uid", log.recordId());
    line.putAll(fields(log.resource()));
    Ids ids = log.ids();
    line.put("trace_id", ids.traceId());
    line.put("span_id", ids.spanId());
    line.put("trace_flags", ids.traceFlags() == null ? null : "%02x".formatted(ids.traceFlags()));
    line.put("correlation_id", ids.correlationId());
    line.put("event_name", log.eventName());
    line.put("sequence", log.sequence());
    line.putAll(idAttributes(ids));
    line.putAll(log.attributes().asMap());
    return line;
  }

  private static Map<String, Object> fields(Resource resource) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("service.name", resource.serviceName());
    fields.put("service.instance.id", String.valueOf(resource.serviceInstanceId()));
    fields.put("host.name", String.valueOf(resource.hostName()));
    return fields;
  }

  private static Map<String, Object> idAttributes(Ids ids) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    ids.users().forEach(user -> attributes.put(user.namespace().attribute(), user.value()));
    if (ids.sessionId() != null) {
      attributes.put("session.id", ids.sessionId());
    }
    if (ids.correlationId() != null) {
      attributes.put("correlation.id", ids.correlationId());
    }
    if (ids.actorId() != null) {
      attributes.put("user.actor.id", ids.actorId());
    }
    if (!ids.messageIds().isEmpty()) {
      attributes.put("messaging.message.id", ids.messageIds().getFirst());
    }
    return attributes;
  }

  private static String nanos(Instant time) {
    return time.getEpochSecond() + "%09d".formatted(time.getNano());
  }
}
