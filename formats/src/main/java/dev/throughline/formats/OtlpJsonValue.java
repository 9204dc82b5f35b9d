package dev.throughline.formats;

import static dev.throughline.formats.JsonFields.number;
import static dev.throughline.formats.JsonFields.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/** Reads OTLP's AnyValue from JSON as plain Java. */
final class OtlpJsonValue {
  private OtlpJsonValue() {}

  /**
   * The value whose first token is the current one. Numbers that are none stay text, bytes stay
   * base64.
   */
  static @Nullable Object read(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    expect(json, JsonToken.START_OBJECT, "an object");
    Object value = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      Object read = read(json, name);
      value = read == null ? value : read;
    }
    return value;
  }

  private static @Nullable Object read(JsonParser json, String name) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (name) {
      case "stringValue", "string_value", "bytesValue", "bytes_value" -> text(json);
      case "boolValue", "bool_value" -> flag(text(json));
      case "intValue", "int_value" -> integer(text(json));
      case "doubleValue", "double_value" -> decimal(text(json));
      case "arrayValue", "array_value" -> values(json, OtlpJsonValue::array, List.of());
      case "kvlistValue", "kvlist_value" -> values(json, OtlpJsonValue::object, Map.of());
      default -> {
        json.skipChildren();
        yield null;
      }
    };
  }

  private static Object flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> text;
    };
  }

  private static Object integer(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notALong) {
      return text;
    }
  }

  private static Object decimal(String text) {
    try {
      Double number = Double.valueOf(text);
      return number.isInfinite() ? text : number;
    } catch (NumberFormatException notANumber) {
      return text;
    }
  }

  private interface Elements {
    Object read(JsonParser json);
  }

  /** An ArrayValue or KeyValueList: an object of one array, {@code values}. */
  private static Object values(JsonParser json, Elements elements, Object empty) {
    expect(json, JsonToken.START_OBJECT, "an object");
    Object values = empty;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (name.equals("values") && json.currentToken() != JsonToken.VALUE_NULL) {
        expect(json, JsonToken.START_ARRAY, "an array");
        values = elements.read(json);
      } else {
        json.skipChildren();
      }
    }
    return values;
  }

  private static Object array(JsonParser json) {
    List<@Nullable Object> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(json));
    }
    return items;
  }

  private static Object object(JsonParser json) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, JsonToken.START_OBJECT, "an object");
      String key = "";
      Object value = null;
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "key" -> key = text(json);
          case "value" -> value = read(json);
          default -> json.skipChildren();
        }
      }
      object.put(key, value);
    }
    return object;
  }

  private static void expect(JsonParser json, JsonToken token, String what) {
    if (json.currentToken() != token) {
      throw new StreamReadException(json, "expected " + what);
    }
  }

  /** An enum by its number or, more kindly than the specification demands, by its name. */
  static int enumeration(JsonParser json, String field, List<String> names, Draft draft) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      int at = names.indexOf(text(json));
      if (at >= 0) {
        return at;
      }
    }
    return (int) number(json, field, draft);
  }
}
