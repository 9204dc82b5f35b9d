package dev.throughline.cli.kibana;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes rison, the JSON for addresses in which Kibana keeps a page's state: {@code !(a,b)} is a
 * list, {@code (key:value)} an object, {@code 'text'} a text in which {@code !} escapes.
 */
final class Rison {
  /** What needs no quotes, as the reference implementation draws the line. */
  private static final Pattern BARE = Pattern.compile("[^-0-9 '!:(),*@$][^ '!:(),*@$]*");

  private Rison() {}

  /**
   * @param value texts, lists of values and maps from texts to values; a map is written in its
   *     order
   */
  static String of(Object value) {
    return switch (value) {
      case String text -> text(text);
      case List<?> list -> list.stream().map(Rison::of).collect(Collectors.joining(",", "!(", ")"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> text(entry.getKey().toString()) + ":" + of(entry.getValue()))
              .collect(Collectors.joining(",", "(", ")"));
      default -> throw new IllegalArgumentException("no rison for a " + value.getClass());
    };
  }

  private static String text(String text) {
    return BARE.matcher(text).matches()
        ? text
        : "'" + text.replace("!", "!!").replace("'", "!'") + "'";
  }
}
