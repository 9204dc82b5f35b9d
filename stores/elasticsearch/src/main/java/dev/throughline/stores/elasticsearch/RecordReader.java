package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads back the document that {@link RecordWriter} wrote. Fields it does not know are skipped. */
final class RecordReader {
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final List<UserRef> users = new ArrayList<>(1);
  private final List<String> messageIds = new ArrayList<>(0);
  private final List<Span.Link> links = new ArrayList<>(0);
  private final List<Span.Event> events = new ArrayList<>(0);
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, Object> resourceAttributes = new HashMap<>();

  private RecordReader() {}

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException when it is none of ours
   */
  static Signal read(String id, byte[] bytes, int from, int length) {
    try (JsonParser json = Json.parser(bytes, from, length)) {
      json.nextToken();
      return members(json).toSignal(id);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "document " + id + " is not ours: " + e.getOriginalMessage(), e);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("document " + id + " is not ours: " + e.getMessage(), e);
    }
  }

  /** Reads the object at which the parser stands; leaves the parser at its end. */
  private static RecordReader members(JsonParser json) {
    RecordReader record = new RecordReader();
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      json.nextToken();
      record.member(field, json);
    }
    return record;
  }

  private void member(String field, JsonParser json) {
    switch (field) {
      case Fields.ATTRIBUTES, Fields.ODD_ATTRIBUTES -> AttributesJson.read(json, attributes);
      case Fields.RESOURCE_ATTRIBUTES -> AttributesJson.read(json, resourceAttributes);
      case Fields.MESSAGE_ID -> messageIds(json);
      case Fields.LINKS -> objects(json, this::link);
      case Fields.SPAN_EVENTS -> objects(json, this::event);
      default -> scalar(field, json);
    }
  }

  private void scalar(String field, JsonParser json) {
    switch (json.currentToken()) {
      case VALUE_STRING -> {
        String text = json.getString();
        UserRef.Namespace.ofAttribute(field)
            .ifPresentOrElse(
                namespace -> users.add(new UserRef(namespace, text)), () -> texts.put(field, text));
      }
      case VALUE_NUMBER_INT -> numbers.put(field, json.getLongValue());
      case null, default -> json.skipChildren();
    }
  }

  private void messageIds(JsonParser json) {
    arrayAt(json);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      messageIds.add(json.getString());
    }
  }

  private interface Member {
    void read(JsonParser json);
  }

  private static void objects(JsonParser json, Member each) {
    arrayAt(json);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      each.read(json);
    }
  }

  private static void arrayAt(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException(json.currentName() + " is " + json.currentToken());
    }
  }

  private void link(JsonParser json) {
    RecordReader link = members(json);
    links.add(
        new Span.Link(
            new TraceId(link.required(Fields.TRACE)),
            new SpanId(link.required(Fields.SPAN)),
            Attributes.of(link.attributes)));
  }

  private void event(JsonParser json) {
    RecordReader event = members(json);
    events.add(
        new Span.Event(
            Instant.parse(event.required("time")),
            event.required("name"),
            Attributes.of(event.attributes)));
  }

  private Signal toSignal(String id) {
    RecordId recordId = new RecordId(id);
    Instant time = time(Fields.TIME_RAW, Fields.TIME);
    return required(Fields.KIND).equals("span") ? span(recordId, time) : log(recordId, time);
  }

  private Signal log(RecordId id, Instant time) {
    return new LogRecord(
        id,
        time,
        received(),
        resource(),
        ids(),
        Math.toIntExact(numbers.getOrDefault(Fields.SEVERITY, 0L)),
        text(Fields.SEVERITY_TEXT),
        required(Fields.MESSAGE),
        text(Fields.EVENT_NAME),
        numbers.get(Fields.SEQUENCE),
        Attributes.of(attributes),
        required(Fields.ORIGIN));
  }

  private Signal span(RecordId id, Instant time) {
    String parent = text(Fields.PARENT);
    Long duration = numbers.get(Fields.DURATION);
    return new Span(
        id,
        time,
        duration == null ? Instant.parse(required(Fields.END_RAW)) : time.plusNanos(duration),
        received(),
        resource(),
        ids(),
        parent == null ? null : new SpanId(parent),
        required(Fields.SPAN_NAME),
        Span.Kind.valueOf(required(Fields.SPAN_KIND).toUpperCase(Locale.ROOT)),
        Span.Status.valueOf(required(Fields.SPAN_STATUS).toUpperCase(Locale.ROOT)),
        text(Fields.SPAN_STATUS_MESSAGE),
        links,
        events,
        Attributes.of(attributes),
        required(Fields.ORIGIN));
  }

  private Instant received() {
    return time(Fields.RECEIVED_RAW, Fields.RECEIVED);
  }

  private Instant time(String rawField, String field) {
    String raw = texts.get(rawField);
    return Instant.parse(raw == null ? required(field) : raw);
  }

  private Resource resource() {
    return new Resource(
        required(Fields.SERVICE),
        text(Fields.SERVICE_INSTANCE),
        text(Fields.SERVICE_VERSION),
        text(Fields.HOST_ID),
        text(Fields.HOST_NAME),
        text(Fields.K8S_NODE),
        text(Fields.K8S_POD),
        Attributes.of(resourceAttributes));
  }

  private Ids ids() {
    String trace = text(Fields.TRACE);
    String span = text(Fields.SPAN);
    Long flags = numbers.get(Fields.TRACE_FLAGS);
    return new Ids(
        trace == null ? null : new TraceId(trace),
        span == null ? null : new SpanId(span),
        flags == null ? null : Math.toIntExact(flags),
        text(Fields.CORRELATION),
        text(Fields.SESSION),
        text(Fields.PREVIOUS_SESSION),
        users,
        text(Fields.ACTOR),
        messageIds);
  }

  private @Nullable String text(String field) {
    return texts.get(field);
  }

  private String required(String field) {
    String text = texts.get(field);
    if (text == null) {
      throw new IllegalArgumentException("a document without " + field);
    }
    return text;
  }
}
