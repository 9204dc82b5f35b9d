package dev.throughline.journey;

import dev.throughline.journey.model.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a record belongs to a journey.
 *
 * @param value the id that ties it
 * @param via the record through which the id was reached, or null for a seed
 */
public record Because(Edge edge, String value, @Nullable RecordId via) {

  /** The kind of tie. */
  public enum Edge {
    USER,
    SESSION,
    TRACE,
    CORRELATION,
    LINK,
    MESSAGE,
    TEXT,
    ACTS_AS,
    INFERRED,
    FIELD
  }
}
