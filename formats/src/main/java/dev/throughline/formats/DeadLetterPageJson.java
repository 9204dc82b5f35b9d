package dev.throughline.formats;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Dead letters, as the answer of {@code GET /api/v1/dead-letters}, and one of them as that of
 * {@code GET /api/v1/dead-letters/ID}:
 *
 * <pre>
 * {"count": 93, "parked": 1, "dead_letters": [
 *   {"id": "1042-3-9af01c22", "since": "...", "at": "...", "service": "cart", "attempts": 1,
 *    "parked": false, "reason": "..."}],
 *  "next": "1042-3-9af01c22"}
 * </pre>
 *
 * <p>Only a single one has its {@code record}, as text: what no codec reads need not be JSON.
 */
public final class DeadLetterPageJson {

  /**
   * A record that no store takes.
   *
   * @param id names it for good
   * @param since when it was rejected first
   * @param at when it was rejected last
   * @param service that sent it; empty when the record cannot be read
   * @param attempts how often it was rejected
   * @param parked whether that was too often to try it again with the others
   * @param reason why it was rejected the last time
   * @param record as it is kept, or null in a list
   */
  public record Letter(
      String id,
      Instant since,
      Instant at,
      String service,
      int attempts,
      boolean parked,
      String reason,
      @Nullable String record) {}

  /**
   * Some of the letters.
   *
   * @param count how many there are in all
   * @param parked how many of those are parked
   * @param next the id behind which the next page begins, or null when there is none
   */
  public record Page(int count, long parked, List<Letter> letters, @Nullable String next) {
    public Page {
      letters = List.copyOf(letters);
    }
  }

  public byte[] write(Page page) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeNumberProperty("count", page.count());
      json.writeNumberProperty("parked", page.parked());
      json.writeArrayPropertyStart("dead_letters");
      page.letters().forEach(letter -> write(json, letter));
      json.writeEndArray();
      if (page.next() != null) {
        json.writeStringProperty("next", page.next());
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  public byte[] write(Letter letter) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      write(json, letter);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Letter letter) {
    json.writeStartObject();
    json.writeStringProperty("id", letter.id());
    json.writeStringProperty("since", Rfc3339.format(letter.since()));
    json.writeStringProperty("at", Rfc3339.format(letter.at()));
    json.writeStringProperty("service", WellFormed.text(letter.service()));
    json.writeNumberProperty("attempts", letter.attempts());
    json.writeBooleanProperty("parked", letter.parked());
    json.writeStringProperty("reason", WellFormed.text(letter.reason()));
    if (letter.record() != null) {
      json.writeStringProperty("record", WellFormed.text(letter.record()));
    }
    json.writeEndObject();
  }

  /**
   * @throws IllegalArgumentException when the bytes are no such page
   */
  public Page readPage(byte[] bytes) {
    try (JsonParser json = Json.parser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a page of dead letters is a JSON object");
      }
      return page(json);
    } catch (JacksonException damaged) {
      throw new IllegalArgumentException(
          "the page of dead letters is not JSON: " + Json.reason(damaged), damaged);
    }
  }

  /**
   * @throws IllegalArgumentException when the bytes are no such letter
   */
  public Letter readLetter(byte[] bytes) {
    try (JsonParser json = Json.parser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a dead letter is a JSON object");
      }
      return letter(json);
    } catch (JacksonException damaged) {
      throw new IllegalArgumentException(
          "the dead letter is not JSON: " + Json.reason(damaged), damaged);
    }
  }

  private static Page page(JsonParser json) {
    int count = 0;
    long parked = 0;
    List<Letter> letters = new ArrayList<>();
    String next = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "count" -> count = json.getIntValue();
        case "parked" -> parked = json.getLongValue();
        case "next" -> next = json.getString();
        case "dead_letters" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            letters.add(letter(json));
          }
        }
        default -> json.skipChildren();
      }
    }
    return new Page(count, parked, letters, next);
  }

  private static Letter letter(JsonParser json) {
    String id = null;
    Instant since = Instant.EPOCH;
    Instant at = Instant.EPOCH;
    String service = "";
    int attempts = 0;
    boolean parked = false;
    String reason = "";
    String record = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "id" -> id = json.getString();
        case "since" -> since = time(json.getString());
        case "at" -> at = time(json.getString());
        case "service" -> service = json.getString();
        case "attempts" -> attempts = json.getIntValue();
        case "parked" -> parked = json.getBooleanValue();
        case "reason" -> reason = json.getString();
        case "record" -> record = json.getString();
        default -> json.skipChildren();
      }
    }
    if (id == null) {
      throw new IllegalArgumentException("a dead letter without id");
    }
    return new Letter(id, since, at, service, attempts, parked, reason, record);
  }

  private static Instant time(String text) {
    return Objects.requireNonNullElse(Rfc3339.parse(text), Instant.EPOCH);
  }
}
