package dev.throughline.formats;

import java.math.BigDecimal;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/** Walks protobuf's JSON: null is absent, 64-bit numbers may be text. */
final class JsonFields {
  private JsonFields() {}

  /** Calls with the parser on each field's value; the value must be consumed to its end. */
  static void forEachField(JsonParser json, BiConsumer<JsonParser, String> field) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new StreamReadException(json, "expected an object");
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      field.accept(json, name);
    }
  }

  /** Calls with the parser on each object of an array. */
  static void forEachObject(JsonParser json, Runnable object) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new StreamReadException(json, "expected an array");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new StreamReadException(json, "expected an object");
      }
      object.run();
    }
  }

  /** A scalar as text; empty for null. */
  static String text(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return "";
    }
    if (!json.currentToken().isScalarValue()) {
      throw new StreamReadException(json, "expected text");
    }
    return json.getString();
  }

  /**
   * A whole number, signed or unsigned, as number or text, also as {@code 1e3}; what is none
   * refuses the record and reads as 0.
   */
  static long number(JsonParser json, String name, Draft draft) {
    String digits = text(json);
    if (digits.isEmpty()) {
      return 0;
    }
    try {
      return digits.charAt(0) == '-' ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
    } catch (NumberFormatException notPlain) {
      return exact(digits, name, draft);
    }
  }

  private static long exact(String digits, String name, Draft draft) {
    try {
      if (digits.length() <= 32) {
        return new BigDecimal(digits).longValueExact();
      }
    } catch (NumberFormatException | ArithmeticException notWhole) {
      // Refused below.
    }
    draft.refuse(name + " of " + digits.length() + " characters, expected a 64-bit whole number");
    return 0;
  }
}
