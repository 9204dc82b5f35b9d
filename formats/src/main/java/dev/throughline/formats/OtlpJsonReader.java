package dev.throughline.formats;

import static dev.throughline.formats.JsonFields.forEachField;
import static dev.throughline.formats.JsonFields.forEachObject;
import static dev.throughline.formats.JsonFields.number;
import static dev.throughline.formats.JsonFields.text;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * Reads OTLP in its JSON encoding: ids in hex, 64-bit numbers as text or number, enums as number or
 * name, field names in lowerCamelCase or as in the .proto files. Protobuf's own JSON reader does
 * not know the hex ids and refuses unknown fields.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">the encoding</a>
 */
final class OtlpJsonReader {
  private static final List<String> SPAN_KINDS =
      List.of(
          "SPAN_KIND_UNSPECIFIED",
          "SPAN_KIND_INTERNAL",
          "SPAN_KIND_SERVER",
          "SPAN_KIND_CLIENT",
          "SPAN_KIND_PRODUCER",
          "SPAN_KIND_CONSUMER");
  private static final List<String> STATUS_CODES =
      List.of("STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR");
  private static final List<String> LEVELS =
      List.of("UNSPECIFIED", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

  private final Set<OtlpKind> kinds;
  private final boolean repaired;
  private final OtlpSignals into;

  /**
   * @param repaired whether the text had bytes that were none
   */
  OtlpJsonReader(Set<OtlpKind> kinds, boolean repaired, OtlpSignals into) {
    this.kinds = kinds;
    this.repaired = repaired;
    this.into = into;
  }

  void read(byte[] body) {
    try (JsonParser json = Json.parser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new StreamReadException(json, "expected an object");
      }
      forEachField(json, this::batches);
      if (json.nextToken() != null) {
        throw new StreamReadException(json, "expected the end");
      }
    }
  }

  private void batches(JsonParser json, String name) {
    OtlpKind kind =
        switch (name) {
          case "resourceSpans", "resource_spans" -> OtlpKind.TRACES;
          case "resourceLogs", "resource_logs" -> OtlpKind.LOGS;
          default -> null;
        };
    if (kind == null || !kinds.contains(kind)) {
      json.skipChildren();
      return;
    }
    forEachObject(
        json,
        () -> {
          OtlpBatch batch = new OtlpBatch();
          forEachField(json, (field, key) -> batch(field, key, batch));
          into.add(batch);
        });
  }

  private void batch(JsonParser json, String name, OtlpBatch batch) {
    switch (name) {
      case "resource" -> forEachField(json, (field, key) -> resource(field, key, batch.resource));
      case "scopeSpans", "scope_spans", "scopeLogs", "scope_logs" ->
          forEachObject(
              json,
              () -> {
                OtlpBatch.OfScope scope = new OtlpBatch.OfScope();
                forEachField(json, (field, key) -> scoped(field, key, scope));
                batch.scopes.add(scope);
              });
      default -> json.skipChildren();
    }
  }

  private void resource(JsonParser json, String name, Draft resource) {
    if (!attributes(json, name, resource)) {
      json.skipChildren();
    }
  }

  private void scoped(JsonParser json, String name, OtlpBatch.OfScope scope) {
    switch (name) {
      case "scope" -> forEachField(json, (field, key) -> scope(field, key, scope.scope));
      case "spans" -> forEachObject(json, () -> scope.records.add(span(json)));
      case "logRecords", "log_records" -> forEachObject(json, () -> scope.records.add(log(json)));
      default -> json.skipChildren();
    }
  }

  private void scope(JsonParser json, String name, Draft.OfScope scope) {
    switch (name) {
      case "name" -> scope.name = text(json);
      case "version" -> scope.version = text(json);
      default -> resource(json, name, scope);
    }
  }

  private Draft.OfSpan span(JsonParser json) {
    Draft.OfSpan span = new Draft.OfSpan();
    span.sourceRepaired = repaired;
    forEachField(json, (field, name) -> span(field, name, span));
    return span;
  }

  private void span(JsonParser json, String name, Draft.OfSpan span) {
    switch (name) {
      case "parentSpanId", "parent_span_id" -> span.parentSpanId = text(json);
      case "traceState", "trace_state" -> span.traceState = text(json);
      case "name" -> span.name = span.text(text(json));
      case "kind" -> span.kind = OtlpJsonValue.enumeration(json, name, SPAN_KINDS, span);
      case "startTimeUnixNano", "start_time_unix_nano" -> span.start = time(json, name, span);
      case "endTimeUnixNano", "end_time_unix_nano" -> span.end = time(json, name, span);
      case "events" -> forEachObject(json, () -> span.add(event(json, span)));
      case "links" -> forEachObject(json, () -> span.add(link(json)));
      case "status" -> forEachField(json, (field, key) -> status(field, key, span));
      case "droppedEventsCount", "dropped_events_count" ->
          span.droppedEvents += number(json, name, span);
      case "droppedLinksCount", "dropped_links_count" ->
          span.droppedLinks += number(json, name, span);
      default -> signal(json, name, span);
    }
  }

  private void signal(JsonParser json, String name, Draft.OfSignal signal) {
    switch (name) {
      case "traceId", "trace_id" -> signal.traceId = text(json);
      case "spanId", "span_id" -> signal.spanId = text(json);
      case "flags" -> signal.flags((int) number(json, name, signal));
      default -> resource(json, name, signal);
    }
  }

  private void status(JsonParser json, String name, Draft.OfSpan span) {
    switch (name) {
      case "message" -> span.statusMessage = span.text(text(json));
      case "code" -> span.status = OtlpJsonValue.enumeration(json, name, STATUS_CODES, span);
      default -> json.skipChildren();
    }
  }

  private Draft.OfEvent event(JsonParser json, Draft.OfSpan span) {
    Draft.OfEvent event = new Draft.OfEvent();
    forEachField(
        json,
        (field, name) -> {
          switch (name) {
            case "timeUnixNano", "time_unix_nano" -> event.time = time(field, name, span);
            case "name" -> event.name = event.text(text(field));
            default -> resource(field, name, event);
          }
        });
    return event;
  }

  private Draft.OfLink link(JsonParser json) {
    Draft.OfLink link = new Draft.OfLink();
    forEachField(
        json,
        (field, name) -> {
          switch (name) {
            case "traceId", "trace_id" -> link.traceId = text(field);
            case "spanId", "span_id" -> link.spanId = text(field);
            default -> resource(field, name, link);
          }
        });
    return link;
  }

  private Draft.OfLog log(JsonParser json) {
    Draft.OfLog log = new Draft.OfLog();
    log.sourceRepaired = repaired;
    forEachField(json, (field, name) -> log(field, name, log));
    return log;
  }

  private void log(JsonParser json, String name, Draft.OfLog log) {
    switch (name) {
      case "timeUnixNano", "time_unix_nano" -> log.time = time(json, name, log);
      case "observedTimeUnixNano", "observed_time_unix_nano" ->
          log.observed = time(json, name, log);
      case "severityNumber", "severity_number" -> log.severity(severity(json, name, log));
      case "severityText", "severity_text" -> log.severityText(text(json));
      case "body" -> log.body(OtlpJsonValue.read(json));
      case "eventName", "event_name" -> log.eventName = log.text(text(json));
      default -> signal(json, name, log);
    }
  }

  /** A number, or a name such as {@code SEVERITY_NUMBER_INFO2}. */
  private static int severity(JsonParser json, String name, Draft log) {
    if (json.currentToken() != JsonToken.VALUE_STRING || Rfc3339.isDigit(first(text(json)))) {
      return (int) number(json, name, log);
    }
    String level = text(json).replace("SEVERITY_NUMBER_", "");
    boolean stepped = !level.isEmpty() && Rfc3339.isDigit(level.charAt(level.length() - 1));
    int step = stepped ? level.charAt(level.length() - 1) - '1' : 0;
    int at = LEVELS.indexOf(stepped ? level.substring(0, level.length() - 1) : level);
    return at <= 0 ? 0 : at * 4 - 3 + step;
  }

  private static char first(String text) {
    return text.isEmpty() ? '0' : text.charAt(0);
  }

  /** Whether the field was one of those that carry attributes. */
  private static boolean attributes(JsonParser json, String name, Draft draft) {
    switch (name) {
      case "attributes" -> forEachObject(json, () -> attribute(json, draft));
      case "droppedAttributesCount", "dropped_attributes_count" ->
          draft.droppedAttributes += number(json, name, draft);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void attribute(JsonParser json, Draft draft) {
    String key = "";
    Object value = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "key" -> key = text(json);
        case "value" -> value = OtlpJsonValue.read(json);
        default -> json.skipChildren();
      }
    }
    draft.put(key, value);
  }

  private static @Nullable Instant time(JsonParser json, String name, Draft draft) {
    return EpochTime.ofUnsignedNanos(number(json, name, draft));
  }
}
