package dev.throughline.agent;

import java.util.Map;

/** What an application exported, as far as these tests look at it; ids in lower-case hex. */
final class Telemetry {
  record Span(
      String service,
      String name,
      String kind,
      String traceId,
      String spanId,
      String parentId,
      Map<String, String> attributes,
      int links) {
    boolean says(String key, String value) {
      return value.equals(attributes.get(key));
    }
  }

  record Log(
      String service, String body, String traceId, String spanId, Map<String, String> attributes) {
    boolean says(String key, String value) {
      return value.equals(attributes.get(key));
    }
  }

  private Telemetry() {}
}
