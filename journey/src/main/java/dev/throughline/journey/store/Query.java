package dev.throughline.journey.store;

import java.util.Set;

/**
 * What to read: every record that names at least one of the handles and whose raw time lies in the
 * range.
 *
 * @param limit the most records to answer with, at least 1
 */
public record Query(Set<Handle> anyOf, TimeRange range, int limit) {
  public Query {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit + ", expected at least 1");
    }
    anyOf = Set.copyOf(anyOf);
  }

  /** Without a limit. */
  public static Query of(Set<Handle> anyOf, TimeRange range) {
    return new Query(anyOf, range, Integer.MAX_VALUE);
  }
}
