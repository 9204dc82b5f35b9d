package dev.throughline.demo;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** JSON in and out, for every service. */
final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.shared();

  private Json() {}

  /** A text that is no JSON, or not of the shape that was asked for. */
  static final class Unreadable extends RuntimeException {
    Unreadable(Class<?> expected, @Nullable Throwable cause) {
      super("not a " + expected.getSimpleName(), cause);
    }
  }

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * @throws Unreadable if the text is no JSON, not of that shape, or {@code null}
   */
  static <T> T read(String text, Class<T> type) {
    @Nullable T value;
    try {
      value = MAPPER.readValue(text, type);
    } catch (JacksonException e) {
      throw new Unreadable(type, e);
    }
    if (value == null) {
      throw new Unreadable(type, null);
    }
    return value;
  }
}
