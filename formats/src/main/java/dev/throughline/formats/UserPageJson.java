package dev.throughline.formats;

import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.UserDirectory.UserPage;
import dev.throughline.journey.store.UserDirectory.UserSeen;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Who was seen, as the answer of {@code GET /api/v1/users}:
 *
 * <pre>
 * {"users": [{"user": "alice", "namespace": "user.id", "records": 93, "errors": 2,
 *             "first_seen": "...", "last_seen": "..."}],
 *  "complete": true}
 * </pre>
 */
public final class UserPageJson {
  public byte[] write(UserPage page) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("users");
      page.users().forEach(user -> write(json, user));
      json.writeEndArray();
      json.writeBooleanProperty("complete", page.complete());
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, UserSeen seen) {
    json.writeStartObject();
    json.writeStringProperty("user", WellFormed.text(seen.user().value()));
    json.writeStringProperty("namespace", seen.user().namespace().attribute());
    json.writeNumberProperty("records", seen.records());
    json.writeNumberProperty("errors", seen.errors());
    json.writeStringProperty("first_seen", Rfc3339.format(seen.firstSeen()));
    json.writeStringProperty("last_seen", Rfc3339.format(seen.lastSeen()));
    json.writeEndObject();
  }

  /**
   * @throws IllegalArgumentException when the bytes are not such a page
   */
  public UserPage read(byte[] bytes) {
    try (JsonParser json = Json.parser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a page of users is a JSON object");
      }
      return page(json);
    } catch (JacksonException damaged) {
      throw new IllegalArgumentException(
          "the page of users is not JSON: " + damaged.getOriginalMessage(), damaged);
    }
  }

  private static UserPage page(JsonParser json) {
    List<UserSeen> users = new ArrayList<>();
    boolean complete = false;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "users" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            users.add(user(json));
          }
        }
        case "complete" -> complete = json.getBooleanValue();
        default -> json.skipChildren();
      }
    }
    return new UserPage(users, complete);
  }

  private static UserSeen user(JsonParser json) {
    String user = "";
    String namespace = "";
    long records = 0;
    long errors = 0;
    Instant first = Instant.EPOCH;
    Instant last = Instant.EPOCH;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "user" -> user = json.getString();
        case "namespace" -> namespace = json.getString();
        case "records" -> records = json.getLongValue();
        case "errors" -> errors = json.getLongValue();
        case "first_seen" -> first = time(json.getString());
        case "last_seen" -> last = time(json.getString());
        default -> json.skipChildren();
      }
    }
    return new UserSeen(new UserRef(namespace(namespace), user), records, errors, first, last);
  }

  private static UserRef.Namespace namespace(String attribute) {
    return UserRef.Namespace.ofAttribute(attribute)
        .orElseThrow(
            () -> new IllegalArgumentException("unknown user namespace \"" + attribute + "\""));
  }

  private static Instant time(String text) {
    Instant time = Rfc3339.parse(text);
    if (time == null) {
      throw new IllegalArgumentException("time \"" + text + "\", expected RFC 3339");
    }
    return time;
  }
}
