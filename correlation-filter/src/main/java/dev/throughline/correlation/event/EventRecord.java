package dev.throughline.correlation.event;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.throughline.correlation.request.Fields;
import dev.throughline.correlation.request.LogSequence;
import dev.throughline.correlation.request.OpenTelemetryApi;
import dev.throughline.correlation.request.RequestIds;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Events as OpenTelemetry log records with an event name; trace and span come from the context.
 * Attributes are set by typed keys: by mere names they can be since API 1.48 only.
 */
final class EventRecord {
  static void write(Logger events, UserEvent event) {
    LogRecordBuilder record =
        events
            .logRecordBuilder()
            .setBody(event.name())
            .setSeverity(Severity.INFO)
            .setSeverityText("INFO")
            .setAttribute(stringKey(Fields.RECORD_UID), event.uid())
            .setAttribute(longKey(Fields.SEQUENCE_ATTRIBUTE), LogSequence.next());
    OpenTelemetryApi.nameEvent(record, event.name());
    ids(record, RequestIds.current());
    event.attributes().forEach((key, value) -> attribute(record, key, value));
    record.emit();
  }

  private static void ids(LogRecordBuilder record, @Nullable RequestIds ids) {
    if (ids != null) {
      text(record, Fields.CORRELATION_ID_ATTRIBUTE, ids.correlationId());
      text(record, Fields.USER_ID_ATTRIBUTE, ids.user());
      text(record, Fields.ACTOR_ID_ATTRIBUTE, ids.actor());
      text(record, Fields.SESSION_ID_ATTRIBUTE, ids.session());
    }
  }

  private static void attribute(LogRecordBuilder record, String key, Object value) {
    if (value instanceof Boolean truth) {
      record.setAttribute(booleanKey(key), truth);
    } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      record.setAttribute(longKey(key), ((Number) value).longValue());
    } else if (value instanceof Double || value instanceof Float) {
      record.setAttribute(doubleKey(key), ((Number) value).doubleValue());
    } else {
      text(record, key, value.toString());
    }
  }

  private static void text(LogRecordBuilder record, String key, @Nullable String value) {
    if (value != null) {
      record.setAttribute(stringKey(key), value);
    }
  }

  private EventRecord() {}
}
