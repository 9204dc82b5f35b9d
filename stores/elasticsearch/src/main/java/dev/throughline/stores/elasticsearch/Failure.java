package dev.throughline.stores.elasticsearch;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an answer with an error says.
 *
 * @param type Elasticsearch's name of the error, or "" when something else answered
 */
record Failure(int status, String type, String reason) {
  private static final int SHOWN = 200;

  static Failure of(Reply.Answer answer) {
    try (JsonParser json = Json.parser(answer.body())) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          json.nextToken();
          if (name.equals("error")) {
            return read(json, answer.status());
          }
          json.skipChildren();
        }
      }
    } catch (JacksonException notJson) {
      // A proxy's page, or half an answer: shown as it is, below.
    }
    return new Failure(answer.status(), "", shown(answer.body()));
  }

  /** Reads the error at which the parser stands: an object, or in some answers a text. */
  static Failure read(JsonParser json, int status) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      String text = json.getString();
      json.skipChildren();
      return new Failure(status, "", cut(text));
    }
    String type = "";
    String reason = "";
    String cause = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "type" -> type = json.getString();
        case "reason" -> reason = value == JsonToken.VALUE_NULL ? "" : json.getString();
        case "caused_by" -> cause = cause(json, status);
        default -> json.skipChildren();
      }
    }
    return new Failure(status, type, cut(cause == null ? reason : reason + ": " + cause));
  }

  private static @Nullable String cause(JsonParser json, int status) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    return read(json, status).reason();
  }

  /** One line: {@code 403 security_exception: action [...] is unauthorized for user [...]}. */
  String line() {
    String what = type.isEmpty() ? reason : type + ": " + reason;
    return what.isBlank() ? String.valueOf(status) : status + " " + what;
  }

  private static String shown(byte[] body) {
    return cut(new String(body, 0, Math.min(body.length, 4 * SHOWN), StandardCharsets.UTF_8));
  }

  private static String cut(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= 2 * SHOWN ? line : line.substring(0, 2 * SHOWN) + "...";
  }
}
