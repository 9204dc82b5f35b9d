package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the row of a span by the ids with which other records refer to it. */
final class SpanIndex {
  private final Map<SpanKey, List<Row>> rows = new HashMap<>();

  SpanIndex(List<Row> all) {
    for (Row row : all) {
      if (row.signal() instanceof Span span) {
        rows.computeIfAbsent(SpanKey.of(span), key -> new ArrayList<>(1)).add(row);
      }
    }
  }

  /**
   * The span that a record of {@code by} means; where several bear the id, the one of its own
   * process, for a callee the caller's, else the one with the least record id.
   */
  Optional<Row> find(@Nullable SpanKey key, Row by) {
    List<Row> candidates = key == null ? List.of() : rows.getOrDefault(key, List.of());
    if (candidates.size() < 2) {
      return candidates.stream().findFirst();
    }
    boolean wantsCaller = Kinds.isReceiving(by);
    return candidates.stream()
        .filter(row -> row != by)
        .min(
            Comparator.comparing((Row row) -> Kinds.isSending(row) != wantsCaller)
                .thenComparing(row -> !row.process().equals(by.process()))
                .thenComparing(Row::index));
  }
}
