package dev.throughline.formats;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** A small JSON object whose members are asked for by name; what is not as expected is said. */
final class JsonObject {
  /** Members in milliseconds are exact decimals, which a double is not. */
  private static final String MILLIS = "_ms";

  private final String where;
  private final Map<?, ?> members;

  private JsonObject(String where, Map<?, ?> members) {
    this.where = where;
    this.members = members;
  }

  /**
   * Reads the object whose first token is the current one.
   *
   * @param where its name in errors
   */
  static JsonObject read(JsonParser json, String where) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      boolean number = json.nextToken().isNumeric();
      members.put(name, number && name.endsWith(MILLIS) ? json.getString() : JsonValues.read(json));
    }
    return new JsonObject(where, members);
  }

  IllegalArgumentException wrong(String name, String expected) {
    return new IllegalArgumentException(
        "%s: %s is %s, expected %s".formatted(where, name, members.get(name), expected));
  }

  @Nullable String textOrNull(String name) {
    Object value = members.get(name);
    if (value != null && !(value instanceof String)) {
      throw wrong(name, "a text");
    }
    return (String) value;
  }

  String text(String name) {
    String text = textOrNull(name);
    if (text == null) {
      throw wrong(name, "a text");
    }
    return text;
  }

  long number(String name) {
    if (members.get(name) instanceof Long number) {
      return number;
    }
    throw wrong(name, "a whole number");
  }

  int count(String name) {
    long number = number(name);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw wrong(name, "a count");
    }
    return (int) number;
  }

  @Nullable Integer countOrNull(String name) {
    return members.get(name) == null ? null : (Integer) count(name);
  }

  double decimal(String name) {
    if (members.get(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(name, "a number");
  }

  boolean flag(String name) {
    if (members.get(name) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "true or false");
  }

  @Nullable Instant timeOrNull(String name) {
    String text = textOrNull(name);
    if (text == null) {
      return null;
    }
    Instant time = Rfc3339.parse(text);
    if (time == null) {
      throw wrong(name, "RFC 3339");
    }
    return time;
  }

  Instant time(String name) {
    Instant time = timeOrNull(name);
    if (time == null) {
      throw wrong(name, "RFC 3339");
    }
    return time;
  }

  @Nullable Duration millisOrNull(String name) {
    return members.get(name) == null ? null : millis(name);
  }

  Duration millis(String name) {
    // Within a list it was read as a number, which holds the nanoseconds of months.
    return members.get(name) instanceof Double number
        ? millis(name, BigDecimal.valueOf(number).toPlainString())
        : millis(name, text(name));
  }

  private Duration millis(String name, String text) {
    try {
      return Millis.parse(text);
    } catch (ArithmeticException | NumberFormatException beyond) {
      throw wrong(name, "milliseconds");
    }
  }

  /** One of an enum's constants, spelled as the form does. */
  <E extends Enum<E>> E word(Class<E> type, String name) {
    return word(type, name, text(name));
  }

  private <E extends Enum<E>> E word(Class<E> type, String name, String word) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
        return constant;
      }
    }
    throw wrong(name, "a known word");
  }

  <E extends Enum<E>> List<E> words(Class<E> type, String name) {
    return texts(name).stream().map(word -> word(type, name, word)).toList();
  }

  /** An absent list is empty. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(name)) {
      if (!(item instanceof String text)) {
        throw wrong(name, "a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  /** An absent list is empty. */
  List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object item : list(name)) {
      if (!(item instanceof Map<?, ?> inner)) {
        throw wrong(name, "a list of objects");
      }
      objects.add(new JsonObject(where + ", " + name, inner));
    }
    return objects;
  }

  private List<?> list(String name) {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(name, "a list");
  }

  /** An absent object is empty. */
  Map<String, Object> members(String name) {
    Map<String, Object> inner = new LinkedHashMap<>();
    if (members.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> inner.put((String) key, value));
    }
    return inner;
  }

  /** The names of the members, in their order. */
  List<String> names() {
    return members.keySet().stream().map(String.class::cast).toList();
  }
}
