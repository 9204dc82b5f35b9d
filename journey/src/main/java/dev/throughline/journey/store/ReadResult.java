package dev.throughline.journey.store;

import java.time.Instant;

/** How a read ended. */
public sealed interface ReadResult {

  /**
   * The source answered.
   *
   * @param records how many records it streamed
   * @param truncated whether a limit cut the answer
   * @param asOf the moment up to which what the source had received is in the answer
   */
  record Answered(long records, boolean truncated, Instant asOf) implements ReadResult {}

  /**
   * The source could not answer, or not to the end; what it streamed before is real but partial.
   */
  record Failed(long records, String reason) implements ReadResult {}
}
