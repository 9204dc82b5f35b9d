package dev.throughline.formats;

import dev.throughline.journey.store.ReadResult;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * How a streamed read ended: the last line after the records. A stream without it was cut.
 *
 * <pre>
 * {"result": "answered", "records": 93, "truncated": false, "as_of": "2026-11-22T14:00:03.000000000Z"}
 * {"result": "answered", "records": 0, "truncated": false, "as_of": "...", "kept_since": "..."}
 * {"result": "failed", "records": 5, "reason": "..."}
 * </pre>
 */
public final class ReadResultJson {
  private static final byte[] PREFIX = {'{', '"', 'r', 'e', 's', 'u', 'l', 't', '"', ':'};

  /** Whether a line of the stream is this one and not a record. */
  public boolean isSummary(byte[] line) {
    return line.length > PREFIX.length
        && java.util.Arrays.equals(line, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
  }

  public byte[] write(ReadResult result) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      switch (result) {
        case ReadResult.Answered(
                long records,
                boolean truncated,
                Instant asOf,
                @Nullable Instant keptSince) -> {
          json.writeStringProperty("result", "answered");
          json.writeNumberProperty("records", records);
          json.writeBooleanProperty("truncated", truncated);
          json.writeStringProperty("as_of", Rfc3339.format(asOf));
          if (keptSince != null) {
            json.writeStringProperty("kept_since", Rfc3339.format(keptSince));
          }
        }
        case ReadResult.Failed(long records, String reason) -> {
          json.writeStringProperty("result", "failed");
          json.writeNumberProperty("records", records);
          json.writeStringProperty("reason", WellFormed.text(reason));
        }
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are not a summary line
   */
  public ReadResult read(byte[] line) {
    try (JsonParser json = Json.parser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a summary line is a JSON object");
      }
      return result(json);
    } catch (JacksonException damaged) {
      throw new IllegalArgumentException(
          "the summary line is not JSON: " + damaged.getOriginalMessage(), damaged);
    }
  }

  private static ReadResult result(JsonParser json) {
    String result = "";
    long records = 0;
    boolean truncated = false;
    Instant asOf = null;
    Instant keptSince = null;
    String reason = "";
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "result" -> result = json.getString();
        case "records" -> records = json.getLongValue();
        case "truncated" -> truncated = json.getBooleanValue();
        case "as_of" -> asOf = Rfc3339.parse(json.getString());
        case "kept_since" -> keptSince = Rfc3339.parse(json.getString());
        case "reason" -> reason = json.getString();
        default -> json.skipChildren();
      }
    }
    return switch (result) {
      case "answered" -> new ReadResult.Answered(records, truncated, asOf(asOf), keptSince);
      case "failed" -> new ReadResult.Failed(records, reason);
      default ->
          throw new IllegalArgumentException(
              "summary line with result \"" + result + "\", expected answered or failed");
    };
  }

  private static Instant asOf(@Nullable Instant asOf) {
    if (asOf == null) {
      throw new IllegalArgumentException("summary line without as_of");
    }
    return asOf;
  }
}
