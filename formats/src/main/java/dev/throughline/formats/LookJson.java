package dev.throughline.formats;

import dev.throughline.journey.store.ProcessReader.Extent;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.ProcessReader.Process;
import dev.throughline.journey.store.ProcessReader.Stay;
import dev.throughline.journey.store.Stays;
import dev.throughline.journey.store.TimeRange;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A {@link Look} as the body of {@code POST /api/v1/processes}:
 *
 * <pre>
 * {"stays": [{"clock": "host-3", "service": "payments", "instance": "payments-7f",
 *             "from": "2026-11-22T12:00:00Z", "to": "2026-11-22T12:00:01Z"}],
 *  "extent": "without_ids", "limit": 1000}
 * </pre>
 *
 * <p>{@code extent} is {@code without_ids} or, left out, {@code everything}; without {@code limit}
 * there is none. A misspelt name is an error.
 */
public final class LookJson {
  public byte[] write(Look look) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("stays");
      look.stays().all().forEach(stay -> write(json, stay));
      json.writeEndArray();
      json.writeStringProperty("extent", JourneyJson.word(look.extent()));
      if (look.limit() != Integer.MAX_VALUE) {
        json.writeNumberProperty("limit", look.limit());
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Stay stay) {
    json.writeStartObject();
    QueryJson.text(json, "clock", stay.process().clock());
    QueryJson.text(json, "service", stay.process().service());
    QueryJson.text(json, "instance", stay.process().instance());
    json.writeStringProperty("from", Rfc3339.format(stay.range().from()));
    json.writeStringProperty("to", Rfc3339.format(stay.range().to()));
    json.writeEndObject();
  }

  /**
   * @throws IllegalArgumentException when the bytes are not a look; the message says what was
   *     expected
   */
  public Look read(byte[] bytes) {
    try (JsonParser json = Json.parser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a look at processes is a JSON object");
      }
      Look look = look(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("something follows the JSON object");
      }
      return look;
    } catch (JacksonException damaged) {
      throw new IllegalArgumentException(
          "the look at processes is not JSON: " + damaged.getOriginalMessage(), damaged);
    }
  }

  private static Look look(JsonParser json) {
    List<Stay> stays = new ArrayList<>();
    Extent extent = Extent.EVERYTHING;
    int limit = Integer.MAX_VALUE;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "stays" -> stays(json, stays);
        case "extent" -> extent = extent(QueryJson.string(json, name));
        case "limit" -> limit = QueryJson.limit(json);
        default -> throw QueryJson.unknown(name, "stays, extent or limit");
      }
    }
    return new Look(Stays.of(stays), extent, limit);
  }

  private static Extent extent(String word) {
    return switch (word) {
      case "without_ids" -> Extent.WITHOUT_IDS;
      case "everything" -> Extent.EVERYTHING;
      default ->
          throw new IllegalArgumentException(
              "extent is \"" + word + "\", expected without_ids or everything");
    };
  }

  private static void stays(JsonParser json, List<Stay> into) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("stays is " + json.currentToken() + ", expected an array");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("stays holds something else than objects");
      }
      into.add(stay(json));
    }
  }

  private static Stay stay(JsonParser json) {
    String clock = "";
    String service = "";
    String instance = "";
    Instant from = Instant.MIN;
    Instant to = Instant.MAX;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "clock" -> clock = QueryJson.string(json, name);
        case "service" -> service = QueryJson.string(json, name);
        case "instance" -> instance = QueryJson.string(json, name);
        case "from" -> from = QueryJson.time(json, name);
        case "to" -> to = QueryJson.time(json, name);
        default -> throw QueryJson.unknown(name, "clock, service, instance, from or to");
      }
    }
    if (clock.isEmpty() || service.isEmpty() || instance.isEmpty()) {
      throw new IllegalArgumentException("a stay names its clock, service and instance");
    }
    return new Stay(new Process(clock, service, instance), new TimeRange(from, to));
  }
}
