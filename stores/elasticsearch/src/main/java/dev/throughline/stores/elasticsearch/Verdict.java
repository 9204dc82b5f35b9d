package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.store.WriteResult;
import dev.throughline.journey.store.WriteResult.Outcome;

/** What one item's answer means: the one table of what Elasticsearch says about a document. */
sealed interface Verdict {

  /** The record's fate is known. */
  record Final(Outcome outcome) implements Verdict {}

  /** This item alone is worth another try soon. */
  record Again(String why) implements Verdict {}

  /** No document gets in until an operator acts. */
  record Hold(String why) implements Verdict {}

  static Verdict of(Failure item) {
    int status = item.status();
    if (status >= 200 && status < 300) {
      return new Final(new WriteResult.Stored());
    }
    return switch (status) {
      case 409 -> new Final(new WriteResult.Duplicate());
      case 429 -> isBlocked(item) ? new Hold(blocked(item)) : new Again(item.line());
      case 400 -> malformed(item);
      case 413 -> new Final(new WriteResult.Rejected(item.line()));
      case 401, 403 ->
          new Hold(isBlocked(item) ? blocked(item) : "a right is missing: " + item.line());
      case 404 -> new Hold("the index is gone and may not be made anew: " + item.line());
      default -> new Again(item.line());
    };
  }

  private static Verdict malformed(Failure item) {
    // The limit of shards comes as a fault of the request, which it is not.
    boolean noRoom = item.reason().contains("this action would add");
    return noRoom
        ? new Hold("the cluster has as many shards as it may have: " + item.line())
        : new Final(new WriteResult.Rejected(item.line()));
  }

  private static boolean isBlocked(Failure item) {
    return item.type().equals("cluster_block_exception");
  }

  private static String blocked(Failure item) {
    String hint =
        item.reason().contains("disk") ? "the cluster's disk is full" : "the index is blocked";
    return hint + ": " + item.line();
  }
}
