package dev.throughline.journey.stitch;

import dev.throughline.journey.Because;
import dev.throughline.journey.Explanation;
import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.LossReport;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Stays;
import dev.throughline.journey.store.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search for one journey, without the searching: says what to ask the sources next, given what
 * they answered, and in the end puts the journey together. Pure: the same records give the same
 * journey in whatever order and however often they came. Knows no clock, thread or source. Used by
 * one thread.
 */
public final class Stitching {
  private final Question question;
  private final ReadOptions options;
  private @Nullable Draft draft;

  public Stitching(Question question, ReadOptions options) {
    this.question = question;
    this.options = options;
  }

  /** What to ask before anything is known. */
  public Set<Lookup> first() {
    TimeRange window = Seed.window(question);
    Set<Lookup> lookups = new LinkedHashSet<>();
    for (Set<Handle> kind : Seed.kinds(question)) {
      for (Handle handle : kind) {
        TimeRange range = handle instanceof Handle.Trace ? TimeRange.ALL : window;
        lookups.add(Lookup.whole(handle, range));
      }
    }
    Handle losses = new Handle.Field(LossReport.REPORT, LossReport.DROPPED);
    lookups.add(Lookup.whole(losses, window));
    return lookups;
  }

  /**
   * What to ask next; asked again with more records until nothing new is in the answer.
   *
   * @param overfull handles that name too many records to be followed
   */
  public Set<Lookup> next(Collection<Signal> signals, Set<Handle> overfull) {
    return draft(signals, overfull).next();
  }

  /**
   * Of which processes the lines without ids are wanted, in the end; none when nothing is to be
   * inferred.
   */
  public Stays stays(Collection<Signal> signals, Set<Handle> overfull) {
    return options.infer()
        ? Vicinity.of(Selection.proven(draft(signals, overfull)).rows())
        : Stays.of(List.of());
  }

  /** Around which times everything must be known to find the place of these lines. */
  public Stays around(Collection<Signal> lines) {
    return Vicinity.around(lines);
  }

  /** What was found only ever grows: the same number of records is the same records. */
  private Draft draft(Collection<Signal> signals, Set<Handle> overfull) {
    Draft last = draft;
    if (last == null || !last.isOf(signals, overfull)) {
      last = new Draft(question, options, signals, overfull);
      draft = last;
    }
    return last;
  }

  /** Which of two copies of one record, from two sources, to keep. */
  public static Signal preferred(Signal a, Signal b) {
    return Clean.preferred(a, b);
  }

  /** Puts the journey together from all that was found. */
  public Journey journey(Found found) {
    Draft draft = draft(found.signals, found.overfull);
    Selection selection = selected(draft, found);
    List<Row> rows = selection.rows();
    Timeline timeline = Clocks.align(rows);
    // Raw time is another order of the same story: whose and under what a row is, it does not say.
    Timeline shown = options.rawTime() ? Timeline.RAW : timeline;
    Tree tree = Parent.of(rows, timeline, selection.places());
    List<Row> ordered =
        options.rawTime() ? Order.byRawTime(rows) : Order.causal(rows, tree, timeline);
    List<Step> steps = Assemble.steps(ordered, tree, shown, selection.facts());
    int[] numbers = Assemble.numbers(ordered);
    Calls calls = new Calls(rows, tree, timeline);
    List<Journey.Failure> failures = Diagnose.failures(ordered, calls, numbers);
    List<Gap> gaps = Gaps.of(ordered, numbers, tree, calls, draft, question.window(), found);
    return new Journey(
        Subject.of(question),
        Subject.window(question),
        found.asOf,
        Gaps.isComplete(gaps, found),
        Summarize.steps(steps),
        Origin.of(failures, steps, options.at()),
        failures,
        Clocks.readings(rows, shown),
        steps,
        gaps,
        found.sources);
  }

  /** Tells how that journey came together. */
  public Explanation explanation(Found found) {
    Draft draft = draft(found.signals, found.overfull);
    Selection selection = selected(draft, found);
    List<List<Because>> chains =
        selection.rows().stream().map(row -> selection.facts().because(row)).toList();
    return new Explanation(
        journey(found),
        Strands.of(chains),
        draft.notFollowed(),
        Others.of(draft, selection.rows()));
  }

  private Selection selected(Draft draft, Found found) {
    return Selection.proven(draft).with(found.around, options.minConfidence());
  }

  /**
   * All that the sources answered.
   *
   * @param around what the journey's processes wrote meanwhile, see {@link Stitching#around}
   * @param overfull handles that name too many records to be followed
   * @param asOf up to when the answers are true
   * @param keptSince before when a source has removed what it held, by the source's name
   * @param exhausted false when the search was given up before nothing new turned up
   */
  public record Found(
      Collection<Signal> signals,
      Collection<Signal> around,
      Set<Handle> overfull,
      Instant asOf,
      Map<String, Instant> keptSince,
      boolean exhausted,
      List<Journey.SourceReport> sources) {}
}
