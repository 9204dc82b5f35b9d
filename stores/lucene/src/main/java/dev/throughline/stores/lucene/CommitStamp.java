package dev.throughline.stores.lucene;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * What a partition's commit says about the whole store, as Lucene commit data. The partitions that
 * have news are committed one after the other, and only the last of them says the new values: so
 * every commit says what is true, whichever is the last before a crash.
 *
 * @param round counts the rounds of commits; the highest one is the newest, whatever the clock did
 * @param durableThrough every record up to this queue sequence is in a commit, -1 for none
 * @param asOf everything the store had received up to then is in a commit
 */
record CommitStamp(long round, long durableThrough, Instant asOf) {
  static final CommitStamp NONE = new CommitStamp(0, -1, Instant.EPOCH);

  /**
   * The {@code asOf} of a store that was closed in order: nothing arrives until it is open again.
   */
  static final Instant CLOSED = Instant.MAX;

  private static final String ROUND = "round";
  private static final String DURABLE_THROUGH = "durable_through";
  private static final String AS_OF = "as_of";

  /**
   * @throws IllegalArgumentException when the data is not two numbers and a time
   */
  static CommitStamp of(Map<String, String> commitData) {
    String round = commitData.get(ROUND);
    String durable = commitData.get(DURABLE_THROUGH);
    String asOf = commitData.get(AS_OF);
    if (round == null || durable == null || asOf == null) {
      return NONE;
    }
    try {
      return new CommitStamp(Long.parseLong(round), Long.parseLong(durable), Instant.parse(asOf));
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new IllegalArgumentException(
          "commit data " + commitData + ", expected two numbers and a time", e);
    }
  }

  Map<String, String> commitData() {
    return Map.of(
        ROUND,
        Long.toString(round),
        DURABLE_THROUGH,
        Long.toString(durableThrough),
        AS_OF,
        asOf.toString());
  }

  /** The stamp of the next round. */
  CommitStamp next(long through, Instant now) {
    return new CommitStamp(round + 1, through, now);
  }

  CommitStamp later(CommitStamp other) {
    return other.round > round ? other : this;
  }
}
