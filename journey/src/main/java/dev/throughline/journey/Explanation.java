package dev.throughline.journey;

import dev.throughline.journey.Because.Edge;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a journey came together: by which ties its records were found, which ties were not followed,
 * and what was left out as somebody else's. Immutable.
 *
 * @param strands a forest; a strand stands behind the one it hangs on
 */
public record Explanation(
    Journey journey, List<Strand> strands, List<NotFollowed> notFollowed, List<LeftOut> leftOut) {

  public Explanation {
    strands = List.copyOf(strands);
    notFollowed = List.copyOf(notFollowed);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * One tie, as it was reached from one other.
   *
   * @param number from 1
   * @param parent the number of the strand through whose records it was reached, or null where it
   *     was asked for
   * @param records how many of the journey's records it led to first
   */
  public record Strand(
      int number, @Nullable Integer parent, Edge edge, String value, long records) {}

  /** A tie that was seen, and leads no further. */
  public record NotFollowed(Edge edge, String value, String why) {}

  /**
   * Records that are tied to the journey and yet somebody else's.
   *
   * @param owners whom they name, as {@code user.id=bob}; empty where only who was logged in at
   *     that time tells that it was another
   */
  public record LeftOut(Edge edge, String value, List<String> owners, long records, long traces) {
    public LeftOut {
      owners = List.copyOf(owners);
    }
  }
}
