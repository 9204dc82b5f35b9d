package dev.throughline.journey.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a read ended. */
public sealed interface ReadResult {

  /**
   * The source answered.
   *
   * @param records how many records it streamed
   * @param truncated whether a limit cut the answer
   * @param asOf the moment up to which what the source had received is in the answer
   * @param keptSince the moment before which the source has removed what it held, or null when it
   *     never removed anything, as far as it knows
   */
  record Answered(long records, boolean truncated, Instant asOf, @Nullable Instant keptSince)
      implements ReadResult {

    /** Of a source that never removed anything. */
    public Answered(long records, boolean truncated, Instant asOf) {
      this(records, truncated, asOf, null);
    }
  }

  /**
   * The source could not answer, or not to the end; what it streamed before is real but partial.
   */
  record Failed(long records, String reason) implements ReadResult {}
}
