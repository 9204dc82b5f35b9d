package dev.throughline.collector.query;

import dev.throughline.journey.store.TimeRange;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a GET, read strictly: a misspelt or doubled one would quietly answer another
 * question. Every method throws {@link IllegalArgumentException} with what came and what was
 * expected.
 */
final class Parameters {
  private final Map<String, List<String>> values;

  /**
   * @param known the names that may be there
   */
  Parameters(Context request, Set<String> known) {
    values = request.queryParamMap();
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "unknown parameter \"" + name + "\", expected one of " + new TreeSet<>(known));
      }
    }
  }

  /** All values of a name that may come several times. */
  List<String> all(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    if (all.contains("")) {
      throw new IllegalArgumentException(name + " is empty");
    }
    return all;
  }

  boolean hasAny(Collection<String> names) {
    return names.stream().anyMatch(values::containsKey);
  }

  String one(String name, String otherwise) {
    List<String> all = all(name);
    if (all.size() > 1) {
      throw new IllegalArgumentException(name + " comes " + all.size() + " times, expected once");
    }
    return all.isEmpty() ? otherwise : all.getFirst();
  }

  boolean flag(String name, boolean otherwise) {
    String value = one(name, Boolean.toString(otherwise));
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              name + " is \"" + value + "\", expected true or false");
    };
  }

  int count(String name, int otherwise, int most) {
    String value = one(name, Integer.toString(otherwise));
    try {
      int count = Integer.parseInt(value);
      if (count >= 1 && count <= most) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        name + " is \"" + value + "\", expected a number from 1 to " + most);
  }

  /** {@code from} and {@code to}. */
  TimeRange range(TimeRange otherwise) {
    return new TimeRange(time("from", otherwise.from()), time("to", otherwise.to()));
  }

  /** A moment, or null when the name does not come. */
  @Nullable Instant time(String name) {
    return one(name, "").isEmpty() ? null : time(name, Instant.EPOCH);
  }

  private Instant time(String name, Instant otherwise) {
    String value = one(name, "");
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + " is \"" + value + "\", expected RFC 3339 such as 2026-11-22T12:00:00Z", e);
    }
  }
}
