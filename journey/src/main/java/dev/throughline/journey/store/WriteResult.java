package dev.throughline.journey.store;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a store said to a batch. */
public sealed interface WriteResult {

  /** An answer per record, in the order of the batch. */
  record Answered(List<Outcome> outcomes) implements WriteResult {
    public Answered {
      outcomes = List.copyOf(outcomes);
    }
  }

  /**
   * Nothing is known to be stored; the same batch may be tried again.
   *
   * @param after the wait the store asked for, or null
   */
  record Retry(String reason, @Nullable Duration after) implements WriteResult {}

  /**
   * Trying again soon is useless until an operator acts (full disk, wrong password); keep the
   * batch.
   */
  record Pause(String reason) implements WriteResult {}

  /** One record's fate. */
  sealed interface Outcome {}

  /** It is stored now. */
  record Stored() implements Outcome {}

  /** It was stored before; as good as stored. */
  record Duplicate() implements Outcome {}

  /** The store will never take it; it belongs to the dead letters. */
  record Rejected(String reason) implements Outcome {}
}
