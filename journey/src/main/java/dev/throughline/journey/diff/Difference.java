package dev.throughline.journey.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is different.
 *
 * @param service where it is different; for a callee that never reports, the callee
 * @param hop the way to it, from the entry: {@code POST /checkout@gateway}, ...
 * @param detail what was and what is, in words
 * @param goodStep where in the good journey, or null where it has no such step
 * @param otherStep where in the other journey; for what is missing there, where it should be under
 */
public record Difference(
    Kind kind,
    String service,
    List<String> hop,
    String detail,
    @Nullable Integer goodStep,
    @Nullable Integer otherStep) {

  /** What is different. */
  public enum Kind {
    NEW_ERROR,
    MISSING_HOP,
    EXTRA_HOP,
    SLOWER_HOP,
    OTHER_VERSION,
    OTHER_ATTRIBUTE
  }

  public Difference {
    hop = List.copyOf(hop);
  }
}
