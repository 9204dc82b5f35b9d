package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A span as OTLP JSON. */
final class SpanText {
  private SpanText() {}

  /** A request with this span alone. */
  static Map<String, Object> request(Span span) {
    Map<String, Object> resource = Map.of("attributes", attributes(FieldNames.of(span.resource())));
    Map<String, Object> scope = Map.of("spans", List.of(span(span)));
    return Map.of(
        "resourceSpans", List.of(Map.of("resource", resource, "scopeSpans", List.of(scope))));
  }

  private static Map<String, Object> span(Span span) {
    Map<String, Object> attributes = new LinkedHashMap<>(span.attributes().asMap());
    attributes.putAll(FieldNames.of(span.ids()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("traceId", span.traceId());
    json.put("spanId", span.spanId());
    json.put("parentSpanId", span.parentSpanId());
    json.put("name", span.name());
    json.put("kind", span.kind().ordinal() + 1);
    json.put("startTimeUnixNano", nanos(span.time()));
    json.put("endTimeUnixNano", nanos(span.end()));
    json.put("flags", span.ids().traceFlags());
    json.put("attributes", attributes(attributes));
    json.put(
        "links",
        span.links().stream()
            .map(link -> Map.of("traceId", link.traceId(), "spanId", link.spanId()))
            .toList());
    json.put("status", status(span));
    return json;
  }

  private static Map<String, Object> status(Span span) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("code", span.status().ordinal());
    status.put("message", span.statusMessage());
    return status;
  }

  private static List<Map<String, Object>> attributes(Map<String, Object> attributes) {
    List<Map<String, Object>> list = new ArrayList<>();
    attributes.forEach(
        (key, value) -> {
          String type = value instanceof Long ? "intValue" : "stringValue";
          list.add(Map.of("key", key, "value", Map.of(type, value.toString())));
        });
    return list;
  }

  private static String nanos(Instant time) {
    return time.getEpochSecond() + "%09d".formatted(time.getNano());
  }
}
