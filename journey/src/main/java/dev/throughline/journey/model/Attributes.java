package dev.throughline.journey.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Free attributes of a record: one level of dotted keys, sorted by key. A value is a {@link
 * String}, {@link Long}, {@link Double}, {@link Boolean} or a {@link List} of those. Immutable.
 */
public final class Attributes {
  /** No attributes. */
  public static final Attributes EMPTY = new Attributes(Map.of());

  private final Map<String, Object> values;

  private Attributes(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * A checked copy.
   *
   * @throws IllegalArgumentException when a value has another type than those named above
   */
  public static Attributes of(Map<String, ?> values) {
    if (values.isEmpty()) {
      return EMPTY;
    }
    TreeMap<String, Object> sorted = new TreeMap<>();
    values.forEach((key, value) -> sorted.put(key, checked(key, value)));
    return new Attributes(Collections.unmodifiableMap(sorted));
  }

  private static Object checked(String key, @Nullable Object value) {
    if (value instanceof List<?> list) {
      list.forEach(item -> scalar(key, item));
      return List.copyOf(list);
    }
    return scalar(key, value);
  }

  private static Object scalar(String key, @Nullable Object value) {
    return switch (value) {
      case String s -> s;
      case Long l -> l;
      case Double d -> d;
      case Boolean b -> b;
      case null, default ->
          throw new IllegalArgumentException(
              "attribute "
                  + key
                  + " is "
                  + value
                  + ", expected text, long, double, boolean or a list");
    };
  }

  /** The values by key, in key order; unmodifiable. */
  public Map<String, Object> asMap() {
    return values;
  }

  /** The value of a key as text, lists in brackets; empty when the key is absent. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(Object::toString);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Attributes that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
