package dev.throughline.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON values as plain Java: {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link
 * List}, {@link Map}, null. A number that is none of the two types stays its text.
 */
final class JsonValues {
  private static final int MAX_LONG_DIGITS = 18;

  private JsonValues() {}

  /** The value whose first token is the current one, read to its end. */
  static @Nullable Object read(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> integer(json);
      case VALUE_NUMBER_FLOAT -> decimal(json);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      default -> null;
    };
  }

  private static Object integer(JsonParser json) {
    if (json.getStringLength() <= MAX_LONG_DIGITS) {
      return json.getLongValue();
    }
    String digits = json.getString();
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException tooLong) {
      return digits;
    }
  }

  private static Object decimal(JsonParser json) {
    double number = json.getDoubleValue();
    return Double.isFinite(number) ? (Object) number : json.getString();
  }

  private static Map<String, @Nullable Object> object(JsonParser json) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      object.put(name, read(json));
    }
    return object;
  }

  private static List<@Nullable Object> array(JsonParser json) {
    List<@Nullable Object> array = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(json));
    }
    return array;
  }

  /** A value as JSON text on one line. */
  static String text(@Nullable Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      write(value, json);
    }
    return out.toString(UTF_8);
  }

  private static void write(@Nullable Object value, JsonGenerator json) {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> object -> {
        json.writeStartObject();
        object.forEach(
            (name, inner) -> {
              json.writeName(WellFormed.text(String.valueOf(name)));
              write(inner, json);
            });
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(item -> write(item, json));
        json.writeEndArray();
      }
      case Long number -> json.writeNumber(number.longValue());
      case Boolean flag -> json.writeBoolean(flag);
      case Double number when Double.isFinite(number) -> json.writeNumber(Double.toString(number));
      default -> json.writeString(WellFormed.text(value.toString()));
    }
  }
}
