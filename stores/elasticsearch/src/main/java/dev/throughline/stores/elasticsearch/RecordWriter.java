package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes one record as a document from which {@link RecordReader} makes the same record again; its
 * id is the document's. What is absent is left out. Keys are dotted, one level.
 */
final class RecordWriter {
  private final JsonGenerator json;
  private final Signal signal;

  private RecordWriter(JsonGenerator json, Signal signal) {
    this.json = json;
    this.signal = signal;
  }

  static void write(JsonGenerator json, Signal signal) {
    json.writeStartObject();
    new RecordWriter(json, signal).members();
    json.writeEndObject();
  }

  private void members() {
    times();
    text(Fields.KIND, kind());
    ids(signal.ids());
    resource(signal.resource());
    switch (signal) {
      case LogRecord log -> log(log);
      case Span span -> span(span);
    }
    if (signal.isError()) {
      json.writeBooleanProperty(Fields.IS_ERROR, true);
    }
    text(Fields.ORIGIN, signal.origin());
    attributes();
    forFinding();
  }

  private String kind() {
    return switch (signal) {
      case Span span -> "span";
      case LogRecord log -> log.isEvent() ? "event" : "log";
    };
  }

  private void times() {
    Instant received = Times.clamp(signal.receivedAt());
    if (Times.fits(signal.time())) {
      text(Fields.TIME, signal.time().toString());
    } else {
      text(Fields.TIME, received.toString());
      json.writeBooleanProperty(Fields.TIME_ABSURD, true);
      text(Fields.TIME_RAW, signal.time().toString());
    }
    text(Fields.RECEIVED, received.toString());
    if (!received.equals(signal.receivedAt())) {
      text(Fields.RECEIVED_RAW, signal.receivedAt().toString());
    }
  }

  private void ids(Ids ids) {
    text(Fields.TRACE, ids.traceId() == null ? null : ids.traceId().hex());
    text(Fields.SPAN, ids.spanId() == null ? null : ids.spanId().hex());
    number(Fields.TRACE_FLAGS, ids.traceFlags());
    text(Fields.CORRELATION, ids.correlationId());
    text(Fields.SESSION, ids.sessionId());
    text(Fields.PREVIOUS_SESSION, ids.previousSessionId());
    ids.users().forEach(user -> text(user.namespace().attribute(), user.value()));
    text(Fields.ACTOR, ids.actorId());
    texts(Fields.MESSAGE_ID, ids.messageIds());
  }

  private void resource(Resource resource) {
    text(Fields.SERVICE, resource.serviceName());
    text(Fields.SERVICE_INSTANCE, resource.serviceInstanceId());
    text(Fields.SERVICE_VERSION, resource.serviceVersion());
    text(Fields.HOST_ID, resource.hostId());
    text(Fields.HOST_NAME, resource.hostName());
    text(Fields.K8S_NODE, resource.k8sNodeName());
    text(Fields.K8S_POD, resource.k8sPodName());
    AttributesJson.write(json, Fields.RESOURCE_ATTRIBUTES, resource.attributes().asMap());
  }

  private void log(LogRecord log) {
    text(Fields.LEVEL, log.level());
    if (log.severityNumber() != 0) {
      json.writeNumberProperty(Fields.SEVERITY, log.severityNumber());
    }
    text(Fields.SEVERITY_TEXT, log.severityText());
    text(Fields.MESSAGE, log.body());
    text(Fields.EVENT_NAME, log.eventName());
    number(Fields.SEQUENCE, log.sequence());
  }

  private void span(Span span) {
    text(Fields.PARENT, span.parentSpanId() == null ? null : span.parentSpanId().hex());
    text(Fields.SPAN_NAME, span.name());
    text(Fields.SPAN_KIND, span.kind().name().toLowerCase(Locale.ROOT));
    text(Fields.SPAN_STATUS, span.status().name().toLowerCase(Locale.ROOT));
    text(Fields.SPAN_STATUS_MESSAGE, span.statusMessage());
    try {
      json.writeNumberProperty(Fields.DURATION, span.duration().toNanos());
    } catch (ArithmeticException beyondLong) {
      text(Fields.END_RAW, span.end().toString());
    }
    links(span.links());
    events(span.events());
  }

  private void links(List<Span.Link> links) {
    if (links.isEmpty()) {
      return;
    }
    json.writeName(Fields.LINKS);
    json.writeStartArray();
    for (Span.Link link : links) {
      json.writeStartObject();
      text(Fields.TRACE, link.traceId().hex());
      text(Fields.SPAN, link.spanId().hex());
      AttributesJson.write(json, Fields.ATTRIBUTES, link.attributes().asMap());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void events(List<Span.Event> events) {
    if (events.isEmpty()) {
      return;
    }
    json.writeName(Fields.SPAN_EVENTS);
    json.writeStartArray();
    for (Span.Event event : events) {
      json.writeStartObject();
      text("time", event.time().toString());
      text("name", event.name());
      AttributesJson.write(json, Fields.ATTRIBUTES, event.attributes().asMap());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void attributes() {
    Map<String, Object> all = signal.attributes().asMap();
    if (all.keySet().stream().allMatch(Terms::isKey)) {
      AttributesJson.write(json, Fields.ATTRIBUTES, all);
      return;
    }
    Map<String, Object> plain = new TreeMap<>(all);
    Map<String, Object> odd = new TreeMap<>(all);
    plain.keySet().removeIf(key -> !Terms.isKey(key));
    odd.keySet().removeIf(Terms::isKey);
    AttributesJson.write(json, Fields.ATTRIBUTES, plain);
    AttributesJson.write(json, Fields.ODD_ATTRIBUTES, odd);
  }

  /** What carries nothing of the record, and is there for queries alone. */
  private void forFinding() {
    texts(Fields.HASHED, Hashes.of(signal));
    if (signal instanceof LogRecord log && Words.hasLongWord(log.body())) {
      json.writeBooleanProperty(Fields.LONG_WORD, true);
    }
    if (signal.ids().isEmpty()) {
      json.writeBooleanProperty(Fields.WITHOUT_IDS, true);
    }
  }

  private void text(String field, @Nullable String text) {
    if (text != null) {
      json.writeStringProperty(field, text);
    }
  }

  private void number(String field, @Nullable Number number) {
    if (number != null) {
      json.writeNumberProperty(field, number.longValue());
    }
  }

  private void texts(String field, List<String> texts) {
    if (!texts.isEmpty()) {
      json.writeName(field);
      json.writeStartArray();
      texts.forEach(json::writeString);
      json.writeEndArray();
    }
  }
}
