package dev.throughline.journey.stitch;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Gap.Cause;
import dev.throughline.journey.Journey.SourceReport;
import dev.throughline.journey.Step;
import dev.throughline.journey.Step.Mark;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Says what is missing, and why. */
final class Gaps {
  /** Missing although somebody recorded it: the answer is not all there is. */
  private static final Set<Cause> INCOMPLETE =
      EnumSet.of(Cause.STILL_ARRIVING, Cause.DROPPED, Cause.EXPIRED, Cause.OVER_LIMIT, Cause.HUB);

  private Gaps() {}

  static List<Gap> of(List<Step> steps, Draft draft, Stitching.Found found) {
    List<Gap> gaps = new ArrayList<>();
    for (Step step : steps) {
      if (step.marks().contains(Mark.UNPLACED)) {
        gaps.add(unplaced(step));
      }
    }
    for (Tie hub : draft.hubs) {
      gaps.add(new Gap(Cause.HUB, null, null, 1, hub + " is shared by too many to be followed"));
    }
    for (SourceReport source : found.sources()) {
      if (source.truncated()) {
        gaps.add(
            new Gap(Cause.OVER_LIMIT, null, null, 1, "a limit cut the answer of " + source.name()));
      }
    }
    if (!found.exhausted()) {
      gaps.add(new Gap(Cause.OVER_LIMIT, null, null, 1, "the search was given up before its end"));
    }
    long others = draft.ownership.others().size();
    if (others > 0) {
      gaps.add(
          new Gap(
              Cause.OTHER_USER,
              null,
              null,
              others,
              others + " records tied to this journey belong to somebody else"));
    }
    return gaps;
  }

  private static Gap unplaced(Step step) {
    return new Gap(
        Cause.UNPLACED, step.service(), step.number(), 1, "what it belongs under was not recorded");
  }

  /** What nobody recorded is a gap and yet the answer is complete. */
  static boolean isComplete(List<Gap> gaps, Stitching.Found found) {
    return gaps.stream().noneMatch(gap -> INCOMPLETE.contains(gap.cause()))
        && found.sources().stream().allMatch(s -> s.failure() == null && !s.truncated());
  }
}
