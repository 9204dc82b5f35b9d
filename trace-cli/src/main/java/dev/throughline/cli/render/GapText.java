package dev.throughline.cli.render;

import dev.throughline.journey.Gap;

/** A gap in words. */
final class GapText {
  private GapText() {}

  static String of(Gap gap) {
    String who = gap.service() == null ? "" : gap.service() + ": ";
    String detail = gap.detail().isBlank() ? "" : " (" + gap.detail() + ")";
    return who + cause(gap) + detail;
  }

  private static String cause(Gap gap) {
    String records = Count.of(gap.count(), "record");
    return switch (gap.cause()) {
      case NOT_INSTRUMENTED -> "never reports, what it did is unknown";
      case MISSING -> "reports otherwise, but not this";
      case SAMPLED_OUT -> "not recorded, sampled out";
      case STILL_ARRIVING -> "may still be arriving, ask again in a few seconds";
      case DROPPED -> records + " dropped on the way";
      case EXPIRED -> "older than the source keeps";
      case OVER_LIMIT -> "a limit cut the answer";
      case HUB -> "an id shared by too many was not followed";
      case UNPLACED -> records + " without a proven place";
      case OTHER_USER -> records + " left out, naming somebody else";
    };
  }
}
