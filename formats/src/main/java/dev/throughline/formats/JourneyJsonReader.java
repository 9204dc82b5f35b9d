package dev.throughline.formats;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.ClockReading;
import dev.throughline.journey.Journey.Contradiction;
import dev.throughline.journey.Journey.Failure;
import dev.throughline.journey.Journey.SourceReport;
import dev.throughline.journey.Journey.Summary;
import dev.throughline.journey.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one journey from its JSON form, a step at a time. */
final class JourneyJsonReader {
  private final JsonParser json;
  private final Map<String, List<String>> subject = new HashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<ClockReading> clocks = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<SourceReport> sources = new ArrayList<>();
  private Journey.@Nullable Window window;
  private @Nullable Instant asOf;
  private @Nullable Boolean complete;
  private @Nullable Summary summary;
  private @Nullable JsonObject origin;
  private boolean hasSchema;

  JourneyJsonReader(JsonParser json) {
    this.json = json;
  }

  Journey read() {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("not a journey: expected a JSON object");
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      member(name);
    }
    if (!hasSchema) {
      throw new IllegalArgumentException(
          "not a journey: no schema, expected \"" + JourneyJson.SCHEMA + "\"");
    }
    return new Journey(
        subject,
        required(window, "window"),
        required(asOf, "as_of"),
        required(complete, "complete"),
        required(summary, "summary"),
        origin == null ? null : origin(origin),
        failures,
        clocks,
        steps,
        gaps,
        sources);
  }

  private static <T> T required(@Nullable T member, String name) {
    if (member == null) {
      throw new IllegalArgumentException("not a journey: no " + name);
    }
    return member;
  }

  private void member(String name) {
    switch (name) {
      case "schema" -> schema();
      case "subject" -> subject();
      case "window" -> {
        JsonObject read = JsonObject.read(json, name);
        window = new Journey.Window(read.timeOrNull("from"), read.timeOrNull("to"));
      }
      case "as_of" -> asOf = Rfc3339.parse(json.getString());
      case "complete" -> complete = json.currentToken() == JsonToken.VALUE_TRUE;
      case "summary" -> summary = summary(JsonObject.read(json, name));
      case "origin" ->
          origin = json.currentToken() == JsonToken.VALUE_NULL ? null : JsonObject.read(json, name);
      case "failures" -> each("failure", one -> failures.add(failure(one)));
      case "clocks" -> each("clock", one -> clocks.add(clock(one)));
      case "steps" -> each("step", one -> steps.add(StepReader.step(one)));
      case "gaps" -> each("gap", one -> gaps.add(gap(one)));
      case "sources" -> each("source", one -> sources.add(source(one)));
      default -> json.skipChildren();
    }
  }

  private void schema() {
    String schema = json.getString();
    if (!JourneyJson.SCHEMA.equals(schema)) {
      throw new IllegalArgumentException(
          "not a journey: schema \"" + schema + "\", expected \"" + JourneyJson.SCHEMA + "\"");
    }
    hasSchema = true;
  }

  private void subject() {
    JsonObject read = JsonObject.read(json, "subject");
    read.names().forEach(kind -> subject.put(kind, read.texts(kind)));
  }

  /** What takes one item of a list. */
  private interface Item {
    void take(JsonObject item);
  }

  private void each(String what, Item item) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("not a journey: no list of " + what + "s");
    }
    int number = 1;
    while (json.nextToken() == JsonToken.START_OBJECT) {
      item.take(JsonObject.read(json, what + " " + number++));
    }
  }

  private static Summary summary(JsonObject summary) {
    return new Summary(
        summary.texts("services"),
        summary.count("sessions"),
        summary.count("traces"),
        summary.count("spans"),
        summary.count("logs"),
        summary.count("events"),
        summary.count("errors"),
        summary.timeOrNull("started"),
        summary.timeOrNull("ended"));
  }

  private static Failure failure(JsonObject failure) {
    return failure(failure, failure.word(Failure.Kind.class, "kind"));
  }

  private static Failure failure(JsonObject failure, Failure.Kind kind) {
    return new Failure(
        failure.text("service"),
        failure.count("step"),
        kind,
        failure.text("reason"),
        failure.texts("evidence"),
        failure.texts("propagated"));
  }

  /** The form does not repeat what kind the origin is: it is one of the failures. */
  private Failure origin(JsonObject read) {
    Failure origin = failure(read, Failure.Kind.ERROR);
    return failures.stream()
        .filter(one -> one.step() == origin.step() && one.service().equals(origin.service()))
        .findFirst()
        .orElse(origin);
  }

  private static ClockReading clock(JsonObject clock) {
    return new ClockReading(
        clock.text("instance"),
        clock.text("clock"),
        clock.millis("offset_ms"),
        clock.decimal("drift_ppm"),
        clock.millisOrNull("min_ms"),
        clock.millisOrNull("max_ms"),
        clock.objects("contradictions").stream().map(JourneyJsonReader::contradiction).toList());
  }

  private static Contradiction contradiction(JsonObject one) {
    return new Contradiction(one.text("with"), one.millis("by_ms"), one.count("pairs"));
  }

  private static Gap gap(JsonObject gap) {
    return new Gap(
        gap.word(Gap.Cause.class, "cause"),
        gap.textOrNull("service"),
        gap.countOrNull("after"),
        gap.number("count"),
        Objects.requireNonNullElse(gap.textOrNull("detail"), ""));
  }

  private static SourceReport source(JsonObject source) {
    return new SourceReport(
        source.text("name"),
        source.number("records"),
        source.flag("truncated"),
        source.timeOrNull("as_of"),
        source.millis("took_ms"),
        source.textOrNull("failure"));
  }
}
