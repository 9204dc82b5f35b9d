package dev.throughline.formats;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one record in the form that {@link RecordCodec} describes; for one use. Unknown names are
 * skipped: a later minor addition must not make old readers fail.
 */
final class RecordReader {
  private final JsonParser json;
  private final Ids.Builder ids = Ids.builder();
  private @Nullable String kindOfSignal;
  private @Nullable String id;
  private @Nullable Instant time;
  private @Nullable Instant receivedAt;
  private @Nullable Instant end;
  private String origin = "";
  private Resource resource = Resource.ofService("");
  private Attributes attributes = Attributes.EMPTY;
  private int severity;
  private @Nullable String level;
  private String body = "";
  private @Nullable String eventName;
  private @Nullable Long sequence;
  private @Nullable SpanId parent;
  private String name = "";
  private Span.Kind kind = Span.Kind.INTERNAL;
  private Span.Status status = Span.Status.UNSET;
  private @Nullable String statusMessage;
  private List<Span.Link> links = List.of();
  private List<Span.Event> events = List.of();

  RecordReader(JsonParser json) {
    this.json = json;
  }

  /** Reads the object whose start is the current token, to its end. */
  Signal read() {
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      json.nextToken();
      if (!common(key) && !id(key) && !log(key) && !span(key)) {
        json.skipChildren();
      }
    }
    return "span".equals(kindOfSignal) ? span() : log();
  }

  private boolean common(String key) {
    switch (key) {
      case "v" -> version();
      case "k" -> kindOfSignal = json.getString();
      case "id" -> id = json.getString();
      case "t" -> time = instant();
      case "r" -> receivedAt = instant();
      case "o" -> origin = json.getString();
      case "res" -> resource = resource();
      case "a" -> attributes = attributes();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean id(String key) {
    switch (key) {
      case "trace" -> ids.traceId(new TraceId(json.getString()));
      case "span" -> ids.spanId(new SpanId(json.getString()));
      case "flags" -> ids.traceFlags(json.getIntValue());
      case "corr" -> ids.correlationId(json.getString());
      case "sess" -> ids.sessionId(json.getString());
      case "prev" -> ids.previousSessionId(json.getString());
      case "users" -> ids.users(users());
      case "actor" -> ids.actorId(json.getString());
      case "msgs" -> ids.messageIds(strings());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean log(String key) {
    switch (key) {
      case "sev" -> severity = json.getIntValue();
      case "lvl" -> level = json.getString();
      case "body" -> body = json.getString();
      case "event" -> eventName = json.getString();
      case "seq" -> sequence = json.getLongValue();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean span(String key) {
    switch (key) {
      case "parent" -> parent = new SpanId(json.getString());
      case "end" -> end = instant();
      case "name" -> name = json.getString();
      case "kind" -> kind = Span.Kind.valueOf(json.getString());
      case "status" -> status = Span.Status.valueOf(json.getString());
      case "smsg" -> statusMessage = json.getString();
      case "links" -> links = links();
      case "events" -> events = events();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void version() {
    int version = json.getIntValue();
    if (version != RecordCodec.VERSION) {
      throw new IllegalArgumentException(
          "record of version " + version + ", expected " + RecordCodec.VERSION);
    }
  }

  private Signal log() {
    if (!"log".equals(kindOfSignal)) {
      throw new IllegalArgumentException(
          "record of kind " + kindOfSignal + ", expected span or log");
    }
    return new LogRecord(
        new RecordId(present("id", id)),
        present("t", time),
        present("r", receivedAt),
        resource,
        ids.build(),
        severity,
        level,
        body,
        eventName,
        sequence,
        attributes,
        origin);
  }

  private Signal span() {
    Ids named = ids.build();
    present("trace", named.traceId());
    present("span", named.spanId());
    return new Span(
        new RecordId(present("id", id)),
        present("t", time),
        present("end", end),
        present("r", receivedAt),
        resource,
        named,
        parent,
        name,
        kind,
        status,
        statusMessage,
        links,
        events,
        attributes,
        origin);
  }

  private static <T> T present(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("record without \"" + name + "\"");
    }
    return value;
  }

  private Instant instant() {
    String text = json.getString();
    Instant parsed = Rfc3339.parse(text);
    if (parsed == null) {
      throw new IllegalArgumentException("record with time \"" + text + "\", expected RFC 3339");
    }
    return parsed;
  }

  private List<String> strings() {
    List<String> strings = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      strings.add(json.getString());
    }
    return strings;
  }

  private List<UserRef> users() {
    List<String> pairs = strings();
    List<UserRef> users = new ArrayList<>(pairs.size() / 2);
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      String namespace = pairs.get(i);
      users.add(
          new UserRef(
              UserRef.Namespace.ofAttribute(namespace)
                  .orElseThrow(
                      () -> new IllegalArgumentException("user namespace \"" + namespace + "\"")),
              pairs.get(i + 1)));
    }
    return users;
  }

  private Resource resource() {
    String service = "";
    String instance = null;
    String version = null;
    String hostId = null;
    String hostName = null;
    String node = null;
    String pod = null;
    Attributes rest = Attributes.EMPTY;
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      json.nextToken();
      switch (key) {
        case "s" -> service = json.getString();
        case "i" -> instance = json.getString();
        case "v" -> version = json.getString();
        case "hi" -> hostId = json.getString();
        case "hn" -> hostName = json.getString();
        case "kn" -> node = json.getString();
        case "kp" -> pod = json.getString();
        case "a" -> rest = attributes();
        default -> json.skipChildren();
      }
    }
    return new Resource(service, instance, version, hostId, hostName, node, pod, rest);
  }

  private List<Span.Link> links() {
    List<Span.Link> all = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      String trace = "";
      String span = "";
      Attributes rest = Attributes.EMPTY;
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        json.nextToken();
        switch (key) {
          case "t" -> trace = json.getString();
          case "s" -> span = json.getString();
          case "a" -> rest = attributes();
          default -> json.skipChildren();
        }
      }
      all.add(new Span.Link(new TraceId(trace), new SpanId(span), rest));
    }
    return all;
  }

  private List<Span.Event> events() {
    List<Span.Event> all = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Instant at = null;
      String what = "";
      Attributes rest = Attributes.EMPTY;
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        json.nextToken();
        switch (key) {
          case "t" -> at = instant();
          case "n" -> what = json.getString();
          case "a" -> rest = attributes();
          default -> json.skipChildren();
        }
      }
      all.add(new Span.Event(present("t", at), what, rest));
    }
    return all;
  }

  private Attributes attributes() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      JsonToken token = json.nextToken();
      values.put(key, token == JsonToken.START_ARRAY ? list() : scalar(token));
    }
    return Attributes.of(values);
  }

  private List<Object> list() {
    List<Object> items = new ArrayList<>();
    for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
      items.add(scalar(t));
    }
    return items;
  }

  private Object scalar(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> oddDouble();
      default -> throw new IllegalArgumentException("an attribute that is " + token);
    };
  }

  private Double oddDouble() {
    json.nextToken();
    json.nextToken();
    Double number = Double.valueOf(json.getString());
    json.nextToken();
    return number;
  }
}
