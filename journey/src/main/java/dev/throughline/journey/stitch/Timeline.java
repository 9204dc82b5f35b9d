package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** All rows' times on one clock. */
final class Timeline {
  /** Every writer is believed as it is. */
  static final Timeline RAW = new Timeline(Map.of(), List.of());

  private final Map<String, ClockError> errors;
  private final List<Dissent> dissents;

  /**
   * @param errors by clock; a clock not named is believed as it is
   * @param dissents evidence that was outvoted
   */
  Timeline(Map<String, ClockError> errors, List<Dissent> dissents) {
    this.errors = errors;
    this.dissents = dissents;
  }

  /** When it happened, or began. */
  Instant start(Row row) {
    return corrected(row.signal(), row.signal().time());
  }

  /** When a span ended; for all else when it happened. */
  Instant end(Row row) {
    return row.signal() instanceof Span span ? corrected(span, span.end()) : start(row);
  }

  /** A time that a record carries, by the reference clock. */
  Instant corrected(Signal by, Instant raw) {
    ClockError error = errors.get(by.resource().clock());
    return error == null ? raw : error.correct(raw);
  }

  List<Dissent> dissents() {
    return dissents;
  }

  Map<String, ClockError> errors() {
    return errors;
  }
}
