package dev.throughline.journey.stitch;

import dev.throughline.journey.Because;
import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search for one journey, without the searching: says what to ask the sources next, given what
 * they answered, and in the end puts the journey together. Pure: the same records give the same
 * journey in whatever order and however often they came. Knows no clock, thread or source.
 */
public final class Stitching {
  private final Question question;
  private final ReadOptions options;

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
    return lookups;
  }

  /**
   * What to ask next; asked again with more records until nothing new is in the answer.
   *
   * @param overfull handles that name too many records to be followed
   */
  public Set<Lookup> next(Collection<Signal> signals, Set<Handle> overfull) {
    return new Draft(question, options, signals, overfull).next();
  }

  /** Which of two copies of one record, from two sources, to keep. */
  public static Signal preferred(Signal a, Signal b) {
    return Clean.preferred(a, b);
  }

  /** Puts the journey together from all that was found. */
  public Journey journey(Found found) {
    Draft draft = new Draft(question, options, found.signals, found.overfull);
    List<Row> rows = new ArrayList<>();
    Assemble.Facts facts = collect(draft, rows);
    Timeline timeline = options.rawTime() ? Timeline.RAW : Clocks.align(rows);
    Tree tree = Parent.of(rows, timeline);
    List<Row> ordered =
        options.rawTime() ? Order.byRawTime(rows) : Order.causal(rows, tree, timeline);
    List<Step> steps = Assemble.steps(ordered, tree, timeline, facts);
    int[] numbers = Assemble.numbers(ordered);
    Calls calls = new Calls(rows, tree, timeline);
    List<Journey.Failure> failures = Diagnose.failures(ordered, calls, numbers);
    List<Gap> gaps = Gaps.of(ordered, numbers, tree, calls, draft, found);
    return new Journey(
        Subject.of(question),
        Subject.window(question),
        found.asOf,
        Gaps.isComplete(gaps, found),
        Summarize.steps(steps),
        failures.isEmpty() ? null : failures.getFirst(),
        failures,
        Clocks.readings(rows, timeline),
        steps,
        gaps,
        found.sources);
  }

  /** The rows that made it into the journey, numbered anew. */
  private static Assemble.Facts collect(Draft draft, List<Row> into) {
    List<@Nullable List<Because>> all = draft.chains();
    List<@Nullable List<Because>> chains = new ArrayList<>();
    for (Row row : draft.rows) {
      if (all.get(row.index()) != null) {
        chains.add(all.get(row.index()));
        into.add(row);
      }
    }
    double[] confidence = new double[into.size()];
    boolean[] shared = new boolean[into.size()];
    for (int i = 0; i < into.size(); i++) {
      Row row = into.get(i);
      confidence[i] = draft.ownership.confidence()[row.index()];
      shared[i] = draft.ownership.shared()[row.index()];
      into.set(i, new Row(i, row.signal(), row.merged(), row.marks()));
    }
    return new Assemble.Facts(confidence, shared, chains);
  }

  /**
   * All that the sources answered.
   *
   * @param overfull handles that name too many records to be followed
   * @param asOf up to when the answers are true
   * @param exhausted false when the search was given up before nothing new turned up
   */
  public record Found(
      Collection<Signal> signals,
      Set<Handle> overfull,
      Instant asOf,
      boolean exhausted,
      List<Journey.SourceReport> sources) {}
}
