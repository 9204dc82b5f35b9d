package dev.throughline.cli;

import dev.throughline.cli.source.OpenSource;
import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.SourceReport;
import java.util.ArrayList;
import java.util.List;

/** What sources did not give, as a journey tells it. */
final class Remarks {
  private Remarks() {}

  /**
   * The journey with what could not be read said in its sources' reports. A line that nobody could
   * read may have been this person's, so such a journey is not complete.
   */
  static Journey added(Journey journey, List<OpenSource> opened) {
    List<SourceReport> reports = new ArrayList<>();
    boolean complete = journey.complete();
    for (int i = 0; i < journey.sources().size(); i++) {
      SourceReport report = journey.sources().get(i);
      String remark = opened.get(i).remark();
      if (remark != null && report.failure() == null) {
        complete = false;
        report =
            new SourceReport(
                report.name(),
                report.records(),
                report.truncated(),
                report.asOf(),
                report.took(),
                remark);
      }
      reports.add(report);
    }
    return new Journey(
        journey.subject(),
        journey.window(),
        journey.asOf(),
        complete,
        journey.summary(),
        journey.origin(),
        journey.failures(),
        journey.clocks(),
        journey.steps(),
        journey.gaps(),
        reports);
  }

  /** Why a journey is not complete. */
  static List<String> missing(Journey journey) {
    List<String> missing = new ArrayList<>();
    for (SourceReport source : journey.sources()) {
      if (source.failure() != null) {
        missing.add(source.name() + ": " + source.failure());
      }
    }
    for (Gap gap : journey.gaps()) {
      switch (gap.cause()) {
        case STILL_ARRIVING, DROPPED, EXPIRED, OVER_LIMIT, HUB -> missing.add(gap.detail());
        case NOT_INSTRUMENTED, MISSING, SAMPLED_OUT, UNPLACED, OTHER_USER -> {}
      }
    }
    return missing;
  }
}
