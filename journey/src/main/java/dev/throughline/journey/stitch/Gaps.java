package dev.throughline.journey.stitch;

import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.Explanation.LeftOut;
import dev.throughline.journey.Gap;
import dev.throughline.journey.Gap.Cause;
import dev.throughline.journey.Journey.SourceReport;
import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.store.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says what is missing, after which step, and why.
 *
 * <p>Phase 9. In: the ordered rows with tree and calls, what was found but left out, and what the
 * sources know of their own limits. Out: gaps, and whether the journey is complete. A silent hole
 * would be read as "nothing happened there".
 */
final class Gaps {
  /** Missing although somebody recorded it: the answer is not all there is. */
  private static final Set<Cause> INCOMPLETE =
      EnumSet.of(Cause.STILL_ARRIVING, Cause.DROPPED, Cause.EXPIRED, Cause.OVER_LIMIT, Cause.HUB);

  private final List<Row> ordered;
  private final int[] steps;
  private final List<Gap> gaps = new ArrayList<>();

  private Gaps(List<Row> ordered, int[] steps) {
    this.ordered = ordered;
    this.steps = steps;
  }

  /**
   * @param ordered the journey's rows
   * @param steps their numbers by row index
   * @param asked the window of the question
   */
  static List<Gap> of(
      List<Row> ordered,
      int[] steps,
      Tree tree,
      Calls calls,
      Draft draft,
      TimeRange asked,
      Stitching.Found found) {
    Gaps gaps = new Gaps(ordered, steps);
    List<Row> young = gaps.young(calls.timeline(), found.asOf().minus(draft.options.sourceDelay()));
    Set<TraceId> unsettled = traces(young);
    gaps.unplaced(tree);
    gaps.gaps.addAll(new Callees(ordered, draft.rows, calls).silent(ordered, steps, unsettled));
    gaps.sampledOut();
    gaps.stillArriving(young);
    gaps.lostSpans(draft, unsettled, found);
    gaps.gaps.addAll(new Losses(ordered, steps, calls.timeline(), draft).gaps());
    gaps.gaps.addAll(new Expiry(ordered, steps, tree, asked).gaps(found.keptSince()));
    gaps.hubs(draft.hubs);
    gaps.limits(found);
    gaps.others(Others.of(draft, ordered));
    return gaps.gaps;
  }

  private void unplaced(Tree tree) {
    Map<String, List<Integer>> byService = new TreeMap<>();
    for (Row row : ordered) {
      if (tree.marks(row.index()).contains(Mark.UNPLACED)) {
        String service = row.signal().resource().serviceName();
        byService.computeIfAbsent(service, k -> new ArrayList<>()).add(steps[row.index()]);
      }
    }
    String why = "what these rows belong under was not recorded";
    byService.forEach(
        (service, at) -> gaps.add(new Gap(Cause.UNPLACED, service, at.getFirst(), at.size(), why)));
  }

  /** Of a trace that was not sampled at most log lines are left. */
  private void sampledOut() {
    Set<TraceId> withSpans = new HashSet<>();
    ordered.stream()
        .filter(row -> row.span() != null)
        .forEach(row -> withSpans.add(row.signal().ids().traceId()));
    Map<String, Set<TraceId>> traces = new TreeMap<>();
    Map<String, Integer> first = new TreeMap<>();
    for (Row row : ordered) {
      TraceId trace = row.signal().ids().traceId();
      Integer flags = row.signal().ids().traceFlags();
      if (trace != null && flags != null && (flags & 1) == 0 && !withSpans.contains(trace)) {
        String service = row.signal().resource().serviceName();
        traces.computeIfAbsent(service, k -> new HashSet<>()).add(trace);
        first.putIfAbsent(service, steps[row.index()]);
      }
    }
    traces.forEach(
        (service, ids) ->
            gaps.add(
                new Gap(
                    Cause.SAMPLED_OUT,
                    service,
                    first.get(service),
                    ids.size(),
                    "the trace flags say that spans were not recorded")));
  }

  /** What is so young may have companions on their way. */
  private List<Row> young(Timeline timeline, Instant settled) {
    return ordered.stream()
        .filter(row -> !row.marks().contains(Mark.TIME_ABSURD))
        .filter(row -> timeline.end(row).isAfter(settled))
        // The collector's clock, by which the answer is dated, counts too: writers' may be ahead.
        .filter(row -> row.signal().receivedAt().isAfter(settled))
        .toList();
  }

  private static Set<TraceId> traces(List<Row> rows) {
    return rows.stream()
        .map(row -> row.signal().ids().traceId())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private void stillArriving(List<Row> young) {
    if (!young.isEmpty()) {
      int last = steps[young.getLast().index()];
      String why = "younger than the sources' delay; ask again in a few seconds";
      gaps.add(new Gap(Cause.STILL_ARRIVING, null, last, young.size(), why));
    }
  }

  /** Only where all was asked and answered: else what seems to be missing was just not read. */
  private void lostSpans(Draft draft, Set<TraceId> unsettled, Stitching.Found found) {
    if (!draft.isMentionOnly() && found.exhausted() && isAnswered(found)) {
      gaps.addAll(new LostSpans(ordered, draft).gaps(steps, unsettled, found.keptSince().values()));
    }
  }

  private void hubs(Map<Tie, String> hubs) {
    hubs.forEach(
        (hub, why) ->
            gaps.add(new Gap(Cause.HUB, null, null, 1, hub + " is not followed: " + why)));
  }

  private void limits(Stitching.Found found) {
    for (SourceReport source : found.sources()) {
      if (source.truncated()) {
        String why = "a limit cut the answer of " + source.name();
        gaps.add(new Gap(Cause.OVER_LIMIT, null, null, 1, why));
      }
    }
    if (!found.exhausted()) {
      String why = "the search was given up before nothing new turned up";
      gaps.add(new Gap(Cause.OVER_LIMIT, null, null, 1, why));
    }
  }

  /** One gap for each kind of tie; whose it is, and by which tie, is told on request only. */
  private void others(List<LeftOut> leftOut) {
    Map<Edge, Long> records = new TreeMap<>();
    leftOut.forEach(one -> records.merge(one.edge(), one.records(), Long::sum));
    records.forEach(
        (edge, count) -> {
          String how = edge.name().toLowerCase(Locale.ROOT);
          String why = "tied to this journey by a " + how + ", but somebody else's";
          gaps.add(new Gap(Cause.OTHER_USER, null, null, count, why));
        });
  }

  /** What nobody recorded is a gap and yet the answer is complete. */
  static boolean isComplete(List<Gap> gaps, Stitching.Found found) {
    return gaps.stream().noneMatch(gap -> INCOMPLETE.contains(gap.cause())) && isAnswered(found);
  }

  private static boolean isAnswered(Stitching.Found found) {
    return found.sources().stream().allMatch(s -> s.failure() == null && !s.truncated());
  }
}
