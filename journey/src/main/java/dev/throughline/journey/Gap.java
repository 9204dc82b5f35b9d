package dev.throughline.journey;

import org.jspecify.annotations.Nullable;

/**
 * Something that is missing, and why.
 *
 * @param service whose records are missing, or null when that cannot be said
 * @param after the step after which it is missing, or null
 * @param count how many records, as far as known
 */
public record Gap(
    Cause cause, @Nullable String service, @Nullable Integer after, long count, String detail) {

  /** Why something is missing. */
  public enum Cause {
    /** A client span whose peer never reports. */
    NOT_INSTRUMENTED,
    /** The service reports otherwise, but not this. */
    MISSING,
    /** The trace flags say so. */
    SAMPLED_OUT,
    /** Younger than the source's delay. */
    STILL_ARRIVING,
    /** A drop counter or a dead letter says so. */
    DROPPED,
    /** Older than the source keeps. */
    EXPIRED,
    /** A limit cut the answer. */
    OVER_LIMIT,
    /** An id shared by too many to be followed. */
    HUB,
    /** Rows without a proven place. */
    UNPLACED,
    /** Left out because it names somebody else. */
    OTHER_USER
  }
}
