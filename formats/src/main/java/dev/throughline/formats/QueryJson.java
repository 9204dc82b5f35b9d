package dev.throughline.formats;

import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.TimeRange;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A {@link Query} as the body of {@code POST /api/v1/records}:
 *
 * <pre>
 * {"any_of": [{"trace": "..."}, {"user": {"user.id": "alice"}}, {"field": {"order_id": "4711"}}],
 *  "from": "2026-11-22T12:00:00Z", "to": "2026-11-22T14:00:00Z", "limit": 1000}
 * </pre>
 *
 * <p>Handles: trace, correlation, session, user, actor, message, link_to, record, field, text. Left
 * out, {@code from} and {@code to} mean all of time and {@code limit} none. A misspelt name is an
 * error: a filter that is silently not applied would show what was not asked for.
 */
public final class QueryJson {
  public byte[] write(Query query) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("any_of");
      query.anyOf().forEach(handle -> write(json, handle));
      json.writeEndArray();
      if (!query.range().from().equals(Instant.MIN)) {
        json.writeStringProperty("from", Rfc3339.format(query.range().from()));
      }
      if (!query.range().to().equals(Instant.MAX)) {
        json.writeStringProperty("to", Rfc3339.format(query.range().to()));
      }
      if (query.limit() != Integer.MAX_VALUE) {
        json.writeNumberProperty("limit", query.limit());
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Handle handle) {
    json.writeStartObject();
    switch (handle) {
      case Handle.Trace(TraceId id) -> json.writeStringProperty("trace", id.hex());
      case Handle.Correlation(String id) -> text(json, "correlation", id);
      case Handle.Session(String id) -> text(json, "session", id);
      case Handle.User(UserRef user) ->
          pair(json, "user", user.namespace().attribute(), user.value());
      case Handle.Actor(String id) -> text(json, "actor", id);
      case Handle.Message(String id) -> text(json, "message", id);
      case Handle.LinkTo(TraceId id) -> json.writeStringProperty("link_to", id.hex());
      case Handle.Record(RecordId id) -> json.writeStringProperty("record", id.value());
      case Handle.Field(String key, String value) -> pair(json, "field", key, value);
      case Handle.Text(String words) -> text(json, "text", words);
    }
    json.writeEndObject();
  }

  static void text(JsonGenerator json, String name, String value) {
    json.writeStringProperty(name, WellFormed.text(value));
  }

  private static void pair(JsonGenerator json, String name, String key, String value) {
    json.writeObjectPropertyStart(name);
    text(json, WellFormed.text(key), value);
    json.writeEndObject();
  }

  /**
   * @throws IllegalArgumentException when the bytes are not a query; the message says what was
   *     expected
   */
  public Query read(byte[] bytes) {
    try (JsonParser json = Json.parser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a query is a JSON object");
      }
      Query query = query(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("something follows the query's JSON object");
      }
      return query;
    } catch (JacksonException damaged) {
      throw new IllegalArgumentException(
          "the query is not JSON: " + damaged.getOriginalMessage(), damaged);
    }
  }

  private static Query query(JsonParser json) {
    Set<Handle> anyOf = new LinkedHashSet<>();
    Instant from = Instant.MIN;
    Instant to = Instant.MAX;
    int limit = Integer.MAX_VALUE;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "any_of" -> handles(json, anyOf);
        case "from" -> from = time(json, name);
        case "to" -> to = time(json, name);
        case "limit" -> limit = limit(json);
        default -> throw unknown(name, "any_of, from, to or limit");
      }
    }
    if (anyOf.isEmpty()) {
      throw new IllegalArgumentException("any_of names no handle, expected at least one");
    }
    return new Query(anyOf, new TimeRange(from, to), limit);
  }

  static int limit(JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new IllegalArgumentException("limit is " + json.currentToken() + ", expected a number");
    }
    return json.getIntValue();
  }

  static Instant time(JsonParser json, String name) {
    String text = string(json, name);
    Instant time = Rfc3339.parse(text);
    if (time == null) {
      throw new IllegalArgumentException(name + " is \"" + text + "\", expected RFC 3339");
    }
    return time;
  }

  private static void handles(JsonParser json, Set<Handle> into) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException(
          "any_of is " + json.currentToken() + ", expected an array");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT || json.nextName() == null) {
        throw new IllegalArgumentException("any_of holds something else than {\"kind\": value}");
      }
      String kind = json.currentName();
      json.nextToken();
      into.add(handle(json, kind));
      if (json.nextToken() != JsonToken.END_OBJECT) {
        throw new IllegalArgumentException("a handle has more than one kind");
      }
    }
  }

  private static Handle handle(JsonParser json, String kind) {
    return switch (kind) {
      case "trace" -> new Handle.Trace(new TraceId(string(json, kind)));
      case "correlation" -> new Handle.Correlation(string(json, kind));
      case "session" -> new Handle.Session(string(json, kind));
      case "user" -> new Handle.User(user(pair(json, kind)));
      case "actor" -> new Handle.Actor(string(json, kind));
      case "message" -> new Handle.Message(string(json, kind));
      case "link_to" -> new Handle.LinkTo(new TraceId(string(json, kind)));
      case "record" -> new Handle.Record(new RecordId(string(json, kind)));
      case "field" -> {
        Map.Entry<String, String> field = pair(json, kind);
        yield new Handle.Field(field.getKey(), field.getValue());
      }
      case "text" -> new Handle.Text(string(json, kind));
      default ->
          throw unknown(
              kind,
              "trace, correlation, session, user, actor, message, link_to, record, field or text");
    };
  }

  private static UserRef user(Map.Entry<String, String> named) {
    UserRef.Namespace namespace =
        UserRef.Namespace.ofAttribute(named.getKey())
            .orElseThrow(
                () -> unknown(named.getKey(), "user.id, enduser.id, user.name or user.email"));
    return new UserRef(namespace, named.getValue());
  }

  private static Map.Entry<String, String> pair(JsonParser json, String kind) {
    if (json.currentToken() != JsonToken.START_OBJECT || json.nextName() == null) {
      throw new IllegalArgumentException(kind + " expects {\"name\": \"value\"}");
    }
    String key = json.currentName();
    json.nextToken();
    Map.Entry<String, String> pair = Map.entry(key, string(json, kind));
    if (json.nextToken() != JsonToken.END_OBJECT) {
      throw new IllegalArgumentException(kind + " has more than one name");
    }
    return pair;
  }

  static String string(JsonParser json, String name) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new IllegalArgumentException(name + " is " + json.currentToken() + ", expected text");
    }
    return json.getString();
  }

  static IllegalArgumentException unknown(String name, String expected) {
    return new IllegalArgumentException("unknown \"" + name + "\", expected " + expected);
  }
}
