package dev.throughline.demo;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** JSON in and out, for every service. */
final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.shared();

  private Json() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * @throws tools.jackson.core.JacksonException if the text is no JSON or not of that shape
   */
  static <T> T read(String text, Class<T> type) {
    return MAPPER.readValue(text, type);
  }
}
