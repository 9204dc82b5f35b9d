package dev.throughline.cli;

import dev.throughline.journey.Journey;
import java.time.ZoneId;
import java.util.List;

/**
 * A good journey and another one.
 *
 * @param goodAnswered whether any source could say something of the good one
 * @param otherAnswered whether any source could say something of the other one
 */
record TwoJourneys(Journey good, Journey other, boolean goodAnswered, boolean otherAnswered) {

  /** {@link Exit#FOUND} when both are there to be compared. */
  int exit() {
    if (!goodAnswered || !otherAnswered) {
      return Exit.NO_ANSWER;
    }
    boolean both = !good.steps().isEmpty() && !other.steps().isEmpty();
    return both ? Exit.FOUND : Exit.NOTHING_FOUND;
  }

  /** Says which of them is not there, and why. */
  void explain(Shell shell, ZoneId zone) {
    NothingFound nothing = new NothingFound(shell, zone);
    if (!goodAnswered || good.steps().isEmpty()) {
      nothing.explain(good, !goodAnswered);
    }
    if (otherAnswered && other.steps().isEmpty()) {
      nothing.explain(other, false);
    }
  }

  /** What was not read cannot be compared: it may only seem to be missing. */
  void warn(Shell shell) {
    warn(shell, "the good journey", good);
    warn(shell, "the other journey", other);
  }

  private static void warn(Shell shell, String which, Journey journey) {
    if (!journey.complete()) {
      List<String> missing = Remarks.missing(journey);
      shell.complain(which + " is not complete: " + String.join("; ", missing));
    }
  }
}
