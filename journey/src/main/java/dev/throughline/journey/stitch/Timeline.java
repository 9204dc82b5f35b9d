package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** All rows' times on one clock. */
final class Timeline {
  /** Every writer is believed as it is. */
  static final Timeline RAW = new Timeline(Map.of());

  private final Map<String, Duration> offsets;

  /**
   * @param offsets raw minus corrected, by clock; a clock not named is believed as it is
   */
  Timeline(Map<String, Duration> offsets) {
    this.offsets = offsets;
  }

  /** When it happened, or began. */
  Instant start(Row row) {
    return corrected(row, row.signal().time());
  }

  /** When a span ended; for all else when it happened. */
  Instant end(Row row) {
    return row.signal() instanceof Span span ? corrected(row, span.end()) : start(row);
  }

  private Instant corrected(Row row, Instant raw) {
    Duration offset = offsets.get(row.signal().resource().clock());
    return offset == null ? raw : raw.minus(offset);
  }
}
