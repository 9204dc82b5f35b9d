package dev.throughline.stores.elasticsearch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Attributes as one JSON object. A number without point and exponent is a long, any other a double;
 * a double that JSON has no number for is {@code {"double": "NaN"}}, which no attribute can be.
 */
final class AttributesJson {
  private static final String DOUBLE = "double";

  private AttributesJson() {}

  /** Writes nothing when there are none. */
  static void write(JsonGenerator json, String field, Map<String, Object> attributes) {
    if (attributes.isEmpty()) {
      return;
    }
    json.writeName(field);
    json.writeStartObject();
    attributes.forEach(
        (key, value) -> {
          json.writeName(key);
          value(json, value);
        });
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, Object value) {
    switch (value) {
      case String text -> json.writeString(text);
      case Long number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case Double number -> number(json, number);
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(item -> value(json, item));
        json.writeEndArray();
      }
      default -> throw new IllegalStateException("an attribute of " + value.getClass());
    }
  }

  /** {@link Double#toString} always has a point or an exponent: a long never looks like it. */
  private static void number(JsonGenerator json, double number) {
    if (Double.isFinite(number)) {
      json.writeNumber(Double.toString(number));
    } else {
      json.writeStartObject();
      json.writeStringProperty(DOUBLE, Double.toString(number));
      json.writeEndObject();
    }
  }

  /** Whether the flattened field finds this value by its text. */
  static boolean isFoundByText(Object value) {
    return switch (value) {
      case List<?> list -> false;
      case Double number -> Double.isFinite(number);
      case String text -> Terms.isTerm(text);
      default -> true;
    };
  }

  /** Reads the object at which the parser stands into {@code into}. */
  static void read(JsonParser json, Map<String, Object> into) {
    expect(json.currentToken() == JsonToken.START_OBJECT, json);
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      json.nextToken();
      into.put(key, value(json));
    }
  }

  private static Object value(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_ARRAY -> list(json);
      case START_OBJECT -> odd(json);
      case null, default -> throw unexpected(json);
    };
  }

  private static List<Object> list(JsonParser json) {
    List<Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(json));
    }
    return list;
  }

  private static Double odd(JsonParser json) {
    expect(DOUBLE.equals(json.nextName()), json);
    expect(json.nextToken() == JsonToken.VALUE_STRING, json);
    double number = Double.parseDouble(json.getString());
    expect(json.nextToken() == JsonToken.END_OBJECT, json);
    return number;
  }

  private static void expect(boolean asExpected, JsonParser json) {
    if (!asExpected) {
      throw unexpected(json);
    }
  }

  private static IllegalArgumentException unexpected(JsonParser json) {
    return new IllegalArgumentException("no attribute: " + json.currentToken());
  }
}
