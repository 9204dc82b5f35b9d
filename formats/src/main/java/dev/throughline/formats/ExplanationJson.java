package dev.throughline.formats;

import static dev.throughline.formats.JourneyJson.number;
import static dev.throughline.formats.JourneyJson.text;
import static dev.throughline.formats.JourneyJson.texts;
import static dev.throughline.formats.JourneyJson.word;

import dev.throughline.journey.Explanation;
import dev.throughline.journey.Explanation.LeftOut;
import dev.throughline.journey.Explanation.NotFollowed;
import dev.throughline.journey.Explanation.Strand;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/**
 * How a journey came together, as JSON:
 *
 * <pre>
 * {"schema": "throughline.explanation/1", "subject": {"user": ["alice"]}, "as_of": "...", "records": 93,
 *  "edges": [{"edge": 1, "parent": null, "kind": "user", "value": "alice", "records": 12},
 *            {"edge": 2, "parent": 1, "kind": "trace", "value": "4bf9...", "records": 61}],
 *  "not_followed": [{"kind": "correlation", "value": "proxy-1", "why": "..."}],
 *  "left_out": [{"cause": "other_user", "kind": "session", "value": "s-1", "owners": ["user.id=bob"],
 *                "records": 7, "traces": 1}]}
 * </pre>
 *
 * <p>{@code records} of an edge counts what it led to first; together they are all of the
 * journey's.
 */
public final class ExplanationJson {
  /** The value of {@code schema} in the form. */
  public static final String SCHEMA = "throughline.explanation/1";

  /**
   * {@code out} is flushed, not closed.
   *
   * @throws IOException when {@code out} fails
   */
  public void write(Explanation explanation, OutputStream out) throws IOException {
    try {
      JsonGenerator json = Json.generator(out);
      json.writeStartObject();
      json.writeStringProperty("schema", SCHEMA);
      JourneyJson.subject(explanation.journey(), json);
      JourneyJson.time(json, "as_of", explanation.journey().asOf());
      json.writeNumberProperty("records", explanation.journey().steps().size());
      json.writeArrayPropertyStart("edges");
      explanation.strands().forEach(strand -> strand(strand, json));
      json.writeEndArray();
      json.writeArrayPropertyStart("not_followed");
      explanation.notFollowed().forEach(one -> notFollowed(one, json));
      json.writeEndArray();
      json.writeArrayPropertyStart("left_out");
      explanation.leftOut().forEach(one -> leftOut(one, json));
      json.writeEndArray();
      json.writeEndObject();
      json.flush();
    } catch (JacksonIOException failed) {
      throw failed.getCause();
    }
  }

  private static void strand(Strand strand, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("edge", strand.number());
    number(json, "parent", strand.parent());
    json.writeStringProperty("kind", word(strand.edge()));
    text(json, "value", strand.value());
    json.writeNumberProperty("records", strand.records());
    json.writeEndObject();
  }

  private static void notFollowed(NotFollowed one, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("kind", word(one.edge()));
    text(json, "value", one.value());
    text(json, "why", one.why());
    json.writeEndObject();
  }

  private static void leftOut(LeftOut one, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("cause", "other_user");
    json.writeStringProperty("kind", word(one.edge()));
    text(json, "value", one.value());
    texts(json, "owners", one.owners());
    json.writeNumberProperty("records", one.records());
    json.writeNumberProperty("traces", one.traces());
    json.writeEndObject();
  }
}
