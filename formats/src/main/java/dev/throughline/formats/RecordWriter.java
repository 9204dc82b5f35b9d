package dev.throughline.formats;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.UserRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes one record in the form that {@link RecordCodec} describes. */
final class RecordWriter {
  private final JsonGenerator json;

  RecordWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(Signal signal) {
    json.writeStartObject();
    json.writeNumberProperty("v", RecordCodec.VERSION);
    json.writeStringProperty("k", signal instanceof Span ? "span" : "log");
    json.writeStringProperty("id", signal.recordId().value());
    json.writeStringProperty("t", Rfc3339.format(signal.time()));
    json.writeStringProperty("r", Rfc3339.format(signal.receivedAt()));
    text("o", signal.origin());
    resource(signal.resource());
    ids(signal.ids());
    switch (signal) {
      case LogRecord log -> log(log);
      case Span span -> span(span);
    }
    attributes("a", signal.attributes());
    json.writeEndObject();
  }

  private void resource(Resource resource) {
    json.writeObjectPropertyStart("res");
    text("s", resource.serviceName());
    text("i", resource.serviceInstanceId());
    text("v", resource.serviceVersion());
    text("hi", resource.hostId());
    text("hn", resource.hostName());
    text("kn", resource.k8sNodeName());
    text("kp", resource.k8sPodName());
    attributes("a", resource.attributes());
    json.writeEndObject();
  }

  private void ids(Ids ids) {
    if (ids.traceId() != null) {
      json.writeStringProperty("trace", ids.traceId().hex());
    }
    if (ids.spanId() != null) {
      json.writeStringProperty("span", ids.spanId().hex());
    }
    if (ids.traceFlags() != null) {
      json.writeNumberProperty("flags", ids.traceFlags());
    }
    text("corr", ids.correlationId());
    text("sess", ids.sessionId());
    text("prev", ids.previousSessionId());
    users(ids.users());
    text("actor", ids.actorId());
    if (!ids.messageIds().isEmpty()) {
      json.writeArrayPropertyStart("msgs");
      for (String id : ids.messageIds()) {
        json.writeString(id);
      }
      json.writeEndArray();
    }
  }

  private void users(List<UserRef> users) {
    if (users.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("users");
    for (UserRef user : users) {
      json.writeString(user.namespace().attribute());
      json.writeString(user.value());
    }
    json.writeEndArray();
  }

  private void log(LogRecord log) {
    if (log.severityNumber() != 0) {
      json.writeNumberProperty("sev", log.severityNumber());
    }
    text("lvl", log.severityText());
    text("body", log.body());
    text("event", log.eventName());
    if (log.sequence() != null) {
      json.writeNumberProperty("seq", log.sequence());
    }
  }

  private void span(Span span) {
    if (span.parentSpanId() != null) {
      json.writeStringProperty("parent", span.parentSpanId().hex());
    }
    json.writeStringProperty("end", Rfc3339.format(span.end()));
    text("name", span.name());
    json.writeStringProperty("kind", span.kind().name());
    json.writeStringProperty("status", span.status().name());
    text("smsg", span.statusMessage());
    links(span.links());
    events(span.events());
  }

  private void links(List<Span.Link> links) {
    if (links.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("links");
    for (Span.Link link : links) {
      json.writeStartObject();
      json.writeStringProperty("t", link.traceId().hex());
      json.writeStringProperty("s", link.spanId().hex());
      attributes("a", link.attributes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void events(List<Span.Event> events) {
    if (events.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("events");
    for (Span.Event event : events) {
      json.writeStartObject();
      json.writeStringProperty("t", Rfc3339.format(event.time()));
      text("n", event.name());
      attributes("a", event.attributes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void attributes(String name, Attributes attributes) {
    if (attributes.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart(name);
    attributes
        .asMap()
        .forEach(
            (key, value) -> {
              json.writeName(WellFormed.text(key));
              value(value);
            });
    json.writeEndObject();
  }

  private void value(Object value) {
    switch (value) {
      case String text -> json.writeString(text);
      case Long number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case Double number -> number(number);
      case List<?> list -> list(list);
      default -> throw new IllegalStateException("an attribute of " + value.getClass());
    }
  }

  private void list(List<?> list) {
    json.writeStartArray();
    for (Object item : list) {
      value(item);
    }
    json.writeEndArray();
  }

  /** {@link Double#toString} always has a point or an exponent: a long never looks like it. */
  private void number(double number) {
    if (Double.isFinite(number)) {
      json.writeNumber(Double.toString(number));
    } else {
      json.writeStartObject();
      json.writeStringProperty("d", Double.toString(number));
      json.writeEndObject();
    }
  }

  private void text(String name, @Nullable String text) {
    if (text != null) {
      json.writeStringProperty(name, text);
    }
  }
}
