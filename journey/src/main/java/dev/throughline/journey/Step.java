package dev.throughline.journey;

import dev.throughline.journey.model.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of a journey.
 *
 * @param number from 1, in causal order
 * @param parent the number of the step it hangs under, or null
 * @param depth 0 for a row without parent
 * @param time when it happened by the reference clock
 * @param confidence 0 to 1 that it belongs to this journey
 * @param because the chain of reasons for which it is here, from the seed
 * @param merged other reports of the same thing, kept visible
 */
public record Step(
    int number,
    @Nullable Integer parent,
    int depth,
    Instant time,
    Signal signal,
    double confidence,
    Set<Mark> marks,
    List<Because> because,
    List<Signal> merged) {

  /** What a reader should know about a row before trusting it. */
  public enum Mark {
    UNPLACED,
    INFERRED,
    SHARED,
    MERGED,
    DUPLICATE_ID,
    CYCLE_CUT,
    TIME_ABSURD,
    TEXT_MATCH
  }

  public Step {
    marks = Set.copyOf(marks);
    because = List.copyOf(because);
    merged = List.copyOf(merged);
  }

  public String service() {
    return signal.resource().serviceName();
  }
}
