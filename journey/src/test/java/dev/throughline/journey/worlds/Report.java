package dev.throughline.journey.worlds;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.Failure;
import dev.throughline.journey.diff.Difference;
import dev.throughline.journey.diff.JourneyDiff;
import java.util.List;

/**
 * A program: prints how well journeys agree with the truth, over a number of seeds, and how long
 * stitching takes.
 */
public final class Report {
  private static final long OTHER_RUN = 1000;

  private final int seeds;

  private Report(int seeds) {
    this.seeds = seeds;
  }

  /**
   * @param args how many seeds, 30 when it is not said
   */
  public static void main(String[] args) {
    Report report = new Report(args.length == 0 ? 30 : Integer.parseInt(args[0]));
    row("seeds", "%d", report.seeds);
    report.journeys("crowded", Knobs.CROWDED);
    report.journeys("wild", Knobs.WILD);
    report.inference();
    report.origins("crowded", Knobs.CROWDED);
    report.origins("wild", Knobs.WILD);
    report.diffs();
    for (int steps : new int[] {1_000, 200_000}) {
      row("stitching at " + steps + " steps", "%.2f ms per 1,000 steps", Giant.measure(steps));
    }
  }

  private void journeys(String kind, Knobs knobs) {
    Scorecard card = new Scorecard();
    for (World world : Seeds.worlds(knobs, seeds)) {
      Stage stage = new Stage(world);
      world.users().forEach(user -> card.judge(world, user, stage.journeyOf(user)));
    }
    row(kind + ": recall", "%d of %d records", card.found, card.expected);
    row(kind + ": foreign records", "%d", card.foreign);
    row(kind + ": effects before causes", "%d of %d pairs", card.effectsBeforeCauses, card.pairs);
    row(kind + ": lines out of sequence", "%d of %d", card.linesOutOfSequence, card.lines);
    row(
        kind + ": true offset within bounds",
        "%d of %d clocks (%.2f %%)",
        card.withinBounds,
        card.clocks,
        100.0 * card.withinBounds / card.clocks);
    row(
        kind + ": offset error, both sides known",
        "median %.2f ms, worst %.2f ms over %d clocks",
        card.medianErrorMillis(),
        card.worstMeasuredMillis,
        card.measured);
  }

  private void inference() {
    Scorecard card = new Scorecard();
    for (World world : Seeds.worlds(Knobs.CROWDED.withStrippedLines(0.4), seeds)) {
      Stage stage = new Stage(world);
      world.users().forEach(user -> card.judgeInference(world, user, stage.journeyOf(user)));
    }
    row(
        "40 % of lines stripped: inferred at 0.9",
        "%d of %d lines, %d rightly (%.4f)",
        card.inferred,
        card.inferable,
        card.inferredRightly,
        (double) card.inferredRightly / card.inferred);
  }

  private void origins(String kind, Knobs knobs) {
    int failures = 0;
    int right = 0;
    int healthy = 0;
    int accused = 0;
    for (Fault fault : Fault.values()) {
      for (World world : Seeds.worlds(knobs.withFaults(fault), seeds)) {
        Failure origin = new Stage(world).journeyOf("u-0").origin();
        if (fault.isFailure()) {
          failures++;
          right += origin != null && world.culprits().contains(origin.service()) ? 1 : 0;
        } else {
          healthy++;
          accused += origin == null ? 0 : 1;
        }
      }
    }
    row(kind + ": origin right", "%d of %d injected faults", right, failures);
    row(kind + ": accused in healthy journeys", "%d of %d", accused, healthy);
  }

  private void diffs() {
    int falseAlarms = 0;
    int failures = 0;
    int right = 0;
    for (long seed = 1; seed <= seeds; seed++) {
      Journey good = run(seed, Fault.NONE);
      falseAlarms += JourneyDiff.between(good, run(OTHER_RUN + seed, Fault.NONE)).isEmpty() ? 0 : 1;
      for (Fault fault : Fault.values()) {
        if (fault.isFailure()) {
          failures++;
          List<Difference> found = JourneyDiff.between(good, run(OTHER_RUN + seed, fault));
          boolean named =
              !found.isEmpty()
                  && fault.culprit().equals(java.util.Optional.of(found.getFirst().service()));
          right += named ? 1 : 0;
        }
      }
    }
    row("diff: two healthy runs differ", "%d of %d pairs", falseAlarms, seeds);
    row("diff: first divergence names the origin", "%d of %d injected faults", right, failures);
  }

  private static Journey run(long seed, Fault fault) {
    return new Stage(Worlds.generate(seed, Knobs.WILD.withFaults(fault))).journeyOf("u-0");
  }

  private static void row(String what, String format, Object... values) {
    System.out.printf("| %-41s | %-45s |%n", what, format.formatted(values));
  }
}
