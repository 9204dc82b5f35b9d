package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/** A log record as a JSON line. */
final class LineText {
  private LineText() {}

  static Map<String, Object> line(LogRecord log) {
    Ids ids = log.ids();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("@timestamp", log.time());
    line.put("message", log.body());
    line.put("level", log.level());
    line.put("log.record.uid", log.recordId());
    line.putAll(FieldNames.of(log.resource()));
    line.put("trace_id", ids.traceId());
    line.put("span_id", ids.spanId());
    line.put("trace_flags", ids.traceFlags() == null ? null : "%02x".formatted(ids.traceFlags()));
    line.put("event_name", log.eventName());
    line.put("sequence", log.sequence());
    line.putAll(FieldNames.of(ids));
    line.putAll(log.attributes().asMap());
    return line;
  }
}
