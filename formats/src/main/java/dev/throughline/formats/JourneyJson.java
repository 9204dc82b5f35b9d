package dev.throughline.formats;

import dev.throughline.journey.Because;
import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.JacksonIOException;

/**
 * The journey's JSON form, schema {@code throughline.journey/1}; {@link #SCHEMA_RESOURCE} describes
 * it. The same journey is always the same bytes: maps and sets are written in their natural order.
 * Thread-safe.
 */
public final class JourneyJson {
  /** The value of {@code schema} in the form. */
  public static final String SCHEMA = "throughline.journey/1";

  /** The JSON Schema of the form, a class path resource beside this class. */
  public static final String SCHEMA_RESOURCE = "throughline-journey-1.schema.json";

  /**
   * Writes as it goes, without a second copy of the journey; {@code out} is flushed, not closed.
   *
   * @throws IOException when {@code out} fails
   */
  public void write(Journey journey, OutputStream out) throws IOException {
    try {
      JsonGenerator json = Json.generator(out);
      write(journey, json);
      json.flush();
    } catch (JacksonIOException failed) {
      throw failed.getCause();
    }
  }

  /**
   * Reads what {@link #write} wrote: the same journey as far as the form carries it, which written
   * again is the same bytes. Of a merged report only the id is left; a user is a {@code user.id}.
   *
   * @param in not closed
   * @throws IllegalArgumentException when it is not a journey in this form; the message says why
   * @throws IOException when {@code in} fails
   */
  public Journey read(InputStream in) throws IOException {
    try (JsonParser json = Json.parser(in)) {
      return new JourneyJsonReader(json).read();
    } catch (JacksonIOException failed) {
      throw failed.getCause();
    } catch (JacksonException damaged) {
      throw new IllegalArgumentException(Json.reason(damaged), damaged);
    }
  }

  private static void write(Journey journey, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("schema", SCHEMA);
    subject(journey, json);
    json.writeObjectPropertyStart("window");
    time(json, "from", journey.window().from());
    time(json, "to", journey.window().to());
    json.writeEndObject();
    time(json, "as_of", journey.asOf());
    json.writeBooleanProperty("complete", journey.complete());
    summary(journey.summary(), json);
    origin(journey.origin(), json);
    json.writeArrayPropertyStart("failures");
    journey.failures().forEach(failure -> failure(failure, true, json));
    json.writeEndArray();
    json.writeArrayPropertyStart("clocks");
    journey.clocks().forEach(clock -> clock(clock, json));
    json.writeEndArray();
    json.writeArrayPropertyStart("steps");
    StepJson steps = new StepJson(json);
    journey.steps().forEach(steps::write);
    json.writeEndArray();
    json.writeArrayPropertyStart("gaps");
    journey.gaps().forEach(gap -> gap(gap, json));
    json.writeEndArray();
    json.writeArrayPropertyStart("sources");
    journey.sources().forEach(source -> source(source, json));
    json.writeEndArray();
    json.writeEndObject();
  }

  static void subject(Journey journey, JsonGenerator json) {
    json.writeObjectPropertyStart("subject");
    new TreeMap<>(journey.subject()).forEach((kind, values) -> texts(json, kind, values));
    json.writeEndObject();
  }

  private static void summary(Journey.Summary summary, JsonGenerator json) {
    json.writeObjectPropertyStart("summary");
    texts(json, "services", summary.services());
    json.writeNumberProperty("sessions", summary.sessions());
    json.writeNumberProperty("traces", summary.traces());
    json.writeNumberProperty("spans", summary.spans());
    json.writeNumberProperty("logs", summary.logs());
    json.writeNumberProperty("events", summary.events());
    json.writeNumberProperty("errors", summary.errors());
    time(json, "started", summary.started());
    time(json, "ended", summary.ended());
    millis(json, "duration_ms", summary.duration());
    json.writeEndObject();
  }

  private static void origin(Journey.@Nullable Failure origin, JsonGenerator json) {
    json.writeName("origin");
    if (origin == null) {
      json.writeNull();
    } else {
      failure(origin, false, json);
    }
  }

  private static void failure(Journey.Failure failure, boolean withKind, JsonGenerator json) {
    json.writeStartObject();
    text(json, "service", failure.service());
    json.writeNumberProperty("step", failure.step());
    if (withKind) {
      json.writeStringProperty("kind", word(failure.kind()));
    }
    text(json, "reason", failure.reason());
    texts(json, "evidence", failure.evidence());
    texts(json, "propagated", failure.propagated());
    json.writeEndObject();
  }

  private static void clock(Journey.ClockReading clock, JsonGenerator json) {
    json.writeStartObject();
    text(json, "instance", clock.instance());
    text(json, "clock", clock.clock());
    millis(json, "offset_ms", clock.offset());
    json.writeNumberProperty("drift_ppm", clock.driftPpm());
    millis(json, "min_ms", clock.min());
    millis(json, "max_ms", clock.max());
    contradictions(clock.contradictions(), json);
    json.writeEndObject();
  }

  /** Present only where evidence was outvoted. */
  private static void contradictions(
      List<Journey.Contradiction> contradictions, JsonGenerator json) {
    if (contradictions.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("contradictions");
    for (Journey.Contradiction one : contradictions) {
      json.writeStartObject();
      text(json, "with", one.with());
      millis(json, "by_ms", one.by());
      json.writeNumberProperty("pairs", one.pairs());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void gap(Gap gap, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("cause", word(gap.cause()));
    text(json, "service", gap.service());
    number(json, "after", gap.after());
    json.writeNumberProperty("count", gap.count());
    text(json, "detail", gap.detail());
    json.writeEndObject();
  }

  private static void source(Journey.SourceReport source, JsonGenerator json) {
    json.writeStartObject();
    text(json, "name", source.name());
    json.writeNumberProperty("records", source.records());
    json.writeBooleanProperty("truncated", source.truncated());
    time(json, "as_of", source.asOf());
    json.writeNumberProperty("took_ms", source.took().toMillis());
    if (source.failure() != null) {
      text(json, "failure", source.failure());
    }
    json.writeEndObject();
  }

  static void because(Because because, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("edge", word(because.edge()));
    text(json, "value", because.value());
    text(json, "via", because.via() == null ? null : because.via().value());
    json.writeEndObject();
  }

  /** An enum constant as the form spells it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static void text(JsonGenerator json, String name, @Nullable String value) {
    json.writeStringProperty(name, value == null ? null : WellFormed.text(value));
  }

  static void number(JsonGenerator json, String name, @Nullable Integer value) {
    json.writeName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(value.intValue());
    }
  }

  static void time(JsonGenerator json, String name, @Nullable Instant value) {
    json.writeStringProperty(name, value == null ? null : Rfc3339.format(value));
  }

  static void millis(JsonGenerator json, String name, @Nullable Duration value) {
    json.writeName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(Millis.text(value));
    }
  }

  static void texts(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(value -> json.writeString(WellFormed.text(value)));
    json.writeEndArray();
  }
}
