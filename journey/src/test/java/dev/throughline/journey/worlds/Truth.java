package dev.throughline.journey.worlds;

import dev.throughline.journey.model.RecordId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What really happened, of one record.
 *
 * @param what it was, for a person who reads the answers
 * @param owners whose it is: nobody, one person, or several who share it
 * @param unsure whether even a person could not say, such as what happened between two users
 * @param trueNanos when it happened, from the world's start
 * @param cause the record that directly caused it, recorded or not
 * @param withheld why it was not recorded, or not in full; null when it was
 */
public record Truth(
    RecordId record,
    String what,
    Set<String> owners,
    boolean unsure,
    long trueNanos,
    @Nullable RecordId cause,
    @Nullable Withheld withheld) {

  /** Why a record is not there, or not whole. */
  public enum Withheld {
    /** A span that got lost on its way. */
    LOST,
    /** A span of a trace that nobody records. */
    UNSAMPLED,
    /** A record of a service that records nothing. */
    UNINSTRUMENTED,
    /** A line that is there, without its ids. */
    STRIPPED
  }

  /** Whether the record is there without its ids. */
  public boolean stripped() {
    return withheld == Withheld.STRIPPED;
  }
}
