package dev.throughline.formats;

import static dev.throughline.formats.JourneyJson.number;
import static dev.throughline.formats.JourneyJson.text;
import static dev.throughline.formats.JourneyJson.texts;
import static dev.throughline.formats.JourneyJson.time;
import static dev.throughline.formats.JourneyJson.word;

import dev.throughline.journey.Journey;
import dev.throughline.journey.diff.Difference;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/**
 * What two journeys differ in, the first divergence first:
 *
 * <pre>
 * {"schema": "throughline.diff/1",
 *  "good":  {"subject": {"user": ["alice"]}, "started": "...", "ended": "...", "steps": 31, "complete": true},
 *  "other": {...},
 *  "differences": [{"kind": "new_error", "service": "payments", "hop": ["POST /pay@payments"],
 *                   "detail": "card expired", "good_step": 15, "other_step": 17}]}
 * </pre>
 *
 * <p>A kind is new_error, missing_hop, extra_hop, slower_hop, other_version or other_attribute.
 * Steps are null where there is none.
 */
public final class DiffJson {
  /** The value of {@code schema} in the form. */
  public static final String SCHEMA = "throughline.diff/1";

  /**
   * {@code out} is flushed, not closed.
   *
   * @throws IOException when {@code out} fails
   */
  public void write(Journey good, Journey other, List<Difference> differences, OutputStream out)
      throws IOException {
    try {
      JsonGenerator json = Json.generator(out);
      json.writeStartObject();
      json.writeStringProperty("schema", SCHEMA);
      journey("good", good, json);
      journey("other", other, json);
      json.writeArrayPropertyStart("differences");
      differences.forEach(one -> difference(one, json));
      json.writeEndArray();
      json.writeEndObject();
      json.flush();
    } catch (JacksonIOException failed) {
      throw failed.getCause();
    }
  }

  private static void journey(String name, Journey journey, JsonGenerator json) {
    json.writeObjectPropertyStart(name);
    JourneyJson.subject(journey, json);
    time(json, "started", journey.summary().started());
    time(json, "ended", journey.summary().ended());
    json.writeNumberProperty("steps", journey.steps().size());
    json.writeBooleanProperty("complete", journey.complete());
    json.writeEndObject();
  }

  private static void difference(Difference one, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("kind", word(one.kind()));
    text(json, "service", one.service());
    texts(json, "hop", one.hop());
    text(json, "detail", one.detail());
    number(json, "good_step", one.goodStep());
    number(json, "other_step", one.otherStep());
    json.writeEndObject();
  }
}
