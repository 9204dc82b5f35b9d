package dev.throughline.formats;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Which dead letters to replay or drop, as the body of {@code POST /api/v1/dead-letters/replay} and
 * {@code /drop}, and what became of it:
 *
 * <pre>
 * {"ids": ["1042-3-9af01c22"]}   {"reason": "mapper_parsing_exception"}   {"all": true}
 * {"all": true, "parked": true}
 *
 * {"done": 92, "under_way": 0, "parked": 1}
 * </pre>
 *
 * <p>Strict for the same reason as {@link QueryJson}.
 */
public final class DeadLetterChoiceJson {

  /**
   * Exactly one of the first three says which.
   *
   * @param ids these
   * @param reason those whose reason contains this text
   * @param all every one
   * @param parked when replaying, also those that were rejected too often
   */
  public record Choice(List<String> ids, @Nullable String reason, boolean all, boolean parked) {
    public Choice {
      ids = List.copyOf(ids);
      int ways = (ids.isEmpty() ? 0 : 1) + (reason == null ? 0 : 1) + (all ? 1 : 0);
      if (ways != 1 || (reason != null && reason.isEmpty())) {
        throw new IllegalArgumentException(
            "which dead letters: expected exactly one of ids, reason and all");
      }
    }
  }

  /**
   * What became of the wish.
   *
   * @param done how many are queued again, or dropped
   * @param underWay how many were passed over because they are being tried just now
   * @param parked how many were passed over because they were rejected too often
   * @param refused why it ended before all were done, or null
   */
  public record Result(int done, int underWay, int parked, @Nullable String refused) {}

  public byte[] write(Choice choice) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      if (choice.all()) {
        json.writeBooleanProperty("all", true);
      } else if (choice.reason() != null) {
        json.writeStringProperty("reason", WellFormed.text(choice.reason()));
      } else {
        json.writeArrayPropertyStart("ids");
        choice.ids().forEach(id -> json.writeString(WellFormed.text(id)));
        json.writeEndArray();
      }
      if (choice.parked()) {
        json.writeBooleanProperty("parked", true);
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  public byte[] write(Result result) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeNumberProperty("done", result.done());
      json.writeNumberProperty("under_way", result.underWay());
      json.writeNumberProperty("parked", result.parked());
      if (result.refused() != null) {
        json.writeStringProperty("refused", WellFormed.text(result.refused()));
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are no such choice; the message says what was
   *     expected
   */
  public Choice readChoice(byte[] bytes) {
    try (JsonParser json = Json.parser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a choice of dead letters is a JSON object");
      }
      Choice choice = choice(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("something follows the JSON object");
      }
      return choice;
    } catch (JacksonException damaged) {
      throw new IllegalArgumentException(
          "the choice is not JSON: " + Json.reason(damaged), damaged);
    }
  }

  private static Choice choice(JsonParser json) {
    List<String> ids = new ArrayList<>();
    String reason = null;
    boolean all = false;
    boolean parked = false;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "ids" -> {
          expect(json, name, JsonToken.START_ARRAY);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, name, JsonToken.VALUE_STRING);
            ids.add(json.getString());
          }
        }
        case "reason" -> {
          expect(json, name, JsonToken.VALUE_STRING);
          reason = json.getString();
        }
        case "all" -> all = flag(json, name);
        case "parked" -> parked = flag(json, name);
        default ->
            throw new IllegalArgumentException(
                "unknown \"" + name + "\", expected ids, reason, all or parked");
      }
    }
    return new Choice(ids, reason, all, parked);
  }

  private static boolean flag(JsonParser json, String name) {
    if (json.currentToken() != JsonToken.VALUE_FALSE) {
      expect(json, name, JsonToken.VALUE_TRUE);
    }
    return json.getBooleanValue();
  }

  private static void expect(JsonParser json, String name, JsonToken expected) {
    if (json.currentToken() != expected) {
      throw new IllegalArgumentException(
          name + " is or holds " + json.currentToken() + ", expected " + expected);
    }
  }

  /**
   * @throws IllegalArgumentException when the bytes are no such result
   */
  public Result readResult(byte[] bytes) {
    try (JsonParser json = Json.parser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a result is a JSON object");
      }
      int done = 0;
      int underWay = 0;
      int parked = 0;
      String refused = null;
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "done" -> done = json.getIntValue();
          case "under_way" -> underWay = json.getIntValue();
          case "parked" -> parked = json.getIntValue();
          case "refused" -> refused = json.getString();
          default -> json.skipChildren();
        }
      }
      return new Result(done, underWay, parked, refused);
    } catch (JacksonException damaged) {
      throw new IllegalArgumentException(
          "the result is not JSON: " + Json.reason(damaged), damaged);
    }
  }
}
