package dev.throughline.journey.stitch;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Gap.Cause;
import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a source has removed for its age: when the question begins before all that it keeps, or,
 * where the question has no beginning, when a trace reaches back to there and lacks its upper part.
 */
final class Expiry {
  /** A trace that began this soon after the oldest that is kept may have begun before it. */
  private static final Duration LONGEST_REQUEST = Duration.ofHours(1);

  private final List<Row> ordered;
  private final int[] steps;
  private final Tree tree;
  private final TimeRange asked;

  Expiry(List<Row> ordered, int[] steps, Tree tree, TimeRange asked) {
    this.ordered = ordered;
    this.steps = steps;
    this.tree = tree;
    this.asked = asked;
  }

  /**
   * @param keptSince before when a source has removed what it held, by the source's name
   */
  List<Gap> gaps(Map<String, Instant> keptSince) {
    List<Gap> gaps = new ArrayList<>();
    new TreeMap<>(keptSince)
        .forEach(
            (source, since) -> {
              if (asked.from().equals(Instant.MIN)) {
                headless(source, since, gaps);
              } else if (asked.from().isBefore(since)) {
                String why = source + " keeps nothing before " + since;
                gaps.add(new Gap(Cause.EXPIRED, null, null, 1, why));
              }
            });
    return gaps;
  }

  private void headless(String source, Instant since, List<Gap> into) {
    Map<TraceId, Instant> begun = new HashMap<>();
    for (Row row : ordered) {
      TraceId trace = row.signal().ids().traceId();
      if (trace != null && !row.marks().contains(Mark.TIME_ABSURD)) {
        begun.merge(trace, row.signal().time(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    List<Integer> cut = new ArrayList<>();
    for (Row row : ordered) {
      TraceId trace = row.signal().ids().traceId();
      Instant begin = trace == null ? null : begun.get(trace);
      if (begin != null
          && tree.marks(row.index()).contains(Mark.UNPLACED)
          && begin.isBefore(since.plus(LONGEST_REQUEST))) {
        cut.add(steps[row.index()]);
      }
    }
    if (!cut.isEmpty()) {
      String why =
          "what caused these rows may lie before " + since + ", when " + source + " begins";
      into.add(new Gap(Cause.EXPIRED, null, cut.getFirst(), cut.size(), why));
    }
  }
}
