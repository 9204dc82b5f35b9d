package dev.throughline.formats;

import static dev.throughline.formats.JourneyJson.millis;
import static dev.throughline.formats.JourneyJson.number;
import static dev.throughline.formats.JourneyJson.text;
import static dev.throughline.formats.JourneyJson.time;
import static dev.throughline.formats.JourneyJson.word;

import dev.throughline.journey.Step;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.UserRef;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One row of a journey in its JSON form; every row has every name, null where it has no value. */
final class StepJson {
  private final JsonGenerator json;

  StepJson(JsonGenerator json) {
    this.json = json;
  }

  void write(Step step) {
    Signal signal = step.signal();
    json.writeStartObject();
    json.writeNumberProperty("step", step.number());
    json.writeStringProperty("record", signal.recordId().value());
    json.writeStringProperty("kind", kind(signal));
    number(json, "parent", step.parent());
    json.writeNumberProperty("depth", step.depth());
    time(json, "time", step.time());
    time(json, "raw_time", signal.time());
    millis(json, "duration_ms", signal instanceof Span span ? span.duration() : null);
    text(json, "service", step.service());
    text(json, "instance", signal.resource().instance());
    if (signal.resource().serviceVersion() != null) {
      text(json, "service_version", signal.resource().serviceVersion());
    }
    switch (signal) {
      case Span span -> span(span);
      case LogRecord log -> log(log);
    }
    ids(signal.ids());
    json.writeNumberProperty("confidence", step.confidence());
    marks(step);
    json.writeArrayPropertyStart("because");
    step.because().forEach(because -> JourneyJson.because(because, json));
    json.writeEndArray();
    merged(step.merged());
    attributes(signal.attributes());
    json.writeEndObject();
  }

  private static String kind(Signal signal) {
    return switch (signal) {
      case Span span -> "span";
      case LogRecord log -> log.isEvent() ? "event" : "log";
    };
  }

  private void span(Span span) {
    text(json, "name", span.name());
    json.writeStringProperty("span_kind", word(span.kind()));
    json.writeStringProperty("status", word(span.status()));
    json.writeNullProperty("level");
    text(json, "message", span.statusMessage());
  }

  private void log(LogRecord log) {
    text(json, "name", log.eventName());
    json.writeNullProperty("span_kind");
    json.writeNullProperty("status");
    text(json, "level", log.level());
    text(json, "message", log.body());
  }

  private void ids(Ids ids) {
    text(json, "trace_id", ids.traceId() == null ? null : ids.traceId().hex());
    text(json, "span_id", ids.spanId() == null ? null : ids.spanId().hex());
    text(json, "correlation_id", ids.correlationId());
    text(json, "session_id", ids.sessionId());
    text(json, "user_id", user(ids.users()));
  }

  /** The name in the first namespace in which the record has one. */
  private static @Nullable String user(List<UserRef> users) {
    return users.stream().min(UserRef::compareTo).map(UserRef::value).orElse(null);
  }

  private void marks(Step step) {
    json.writeArrayPropertyStart("marks");
    new TreeSet<>(step.marks()).forEach(mark -> json.writeString(word(mark)));
    json.writeEndArray();
  }

  /** Present only where other reports of the same thing were merged into this row. */
  private void merged(List<Signal> merged) {
    if (merged.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("merged");
    merged.forEach(signal -> json.writeString(signal.recordId().value()));
    json.writeEndArray();
  }

  private void attributes(Attributes attributes) {
    json.writeObjectPropertyStart("attributes");
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
      case String text -> json.writeString(WellFormed.text(text));
      case Long number -> json.writeNumber(number.longValue());
      case Boolean flag -> json.writeBoolean(flag);
      case Double number when Double.isFinite(number) -> json.writeNumber(Double.toString(number));
      case Double number -> json.writeString(Double.toString(number));
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(this::value);
        json.writeEndArray();
      }
      default -> throw new IllegalStateException("an attribute of " + value.getClass());
    }
  }
}
