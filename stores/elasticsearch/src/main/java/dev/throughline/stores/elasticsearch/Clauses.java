package dev.throughline.stores.elasticsearch;

import java.util.Collection;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** The few clauses of Elasticsearch's query form that are used, each written as one object. */
final class Clauses {
  private Clauses() {}

  /** All of what {@code clauses} writes; no score. */
  static void all(JsonGenerator json, Runnable clauses) {
    bool(json, "filter", clauses);
  }

  /** At least one of what {@code clauses} writes. */
  static void any(JsonGenerator json, Consumer<JsonGenerator> clauses) {
    bool(json, "should", () -> clauses.accept(json));
  }

  /** None of what {@code clauses} writes. */
  static void none(JsonGenerator json, Runnable clauses) {
    bool(json, "must_not", clauses);
  }

  private static void bool(JsonGenerator json, String occur, Runnable clauses) {
    json.writeStartObject();
    json.writeName("bool");
    json.writeStartObject();
    json.writeName(occur);
    json.writeStartArray();
    clauses.run();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  static void term(JsonGenerator json, String field, String value) {
    ofField(json, "term", field, () -> json.writeStringProperty("value", value));
  }

  static void wildcard(JsonGenerator json, String field, String pattern) {
    ofField(json, "wildcard", field, () -> json.writeStringProperty("value", pattern));
  }

  static void range(JsonGenerator json, String field, String from, String to) {
    ofField(
        json,
        "range",
        field,
        () -> {
          json.writeStringProperty("gte", from);
          json.writeStringProperty("lte", to);
        });
  }

  static void exists(JsonGenerator json, String field) {
    json.writeStartObject();
    json.writeName("exists");
    json.writeStartObject();
    json.writeStringProperty("field", field);
    json.writeEndObject();
    json.writeEndObject();
  }

  static void terms(JsonGenerator json, String field, Collection<String> values) {
    values(json, "terms", field, values);
  }

  static void ids(JsonGenerator json, Collection<String> ids) {
    values(json, "ids", "values", ids);
  }

  private static void values(
      JsonGenerator json, String kind, String name, Collection<String> values) {
    json.writeStartObject();
    json.writeName(kind);
    json.writeStartObject();
    json.writeName(name);
    json.writeStartArray();
    values.forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void ofField(JsonGenerator json, String kind, String field, Runnable members) {
    json.writeStartObject();
    json.writeName(kind);
    json.writeStartObject();
    json.writeName(field);
    json.writeStartObject();
    members.run();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }
}
