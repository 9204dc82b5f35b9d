package dev.throughline.journey.worlds;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.Failure;
import java.util.stream.LongStream;

/** A program: prints how well journeys agree with the truth, over a number of seeds. */
public final class Report {
  private Report() {}

  /**
   * @param args how many seeds, 30 when it is not said
   */
  public static void main(String[] args) {
    int seeds = args.length == 0 ? 30 : Integer.parseInt(args[0]);
    Scorecard crowded = new Scorecard();
    Scorecard stripped = new Scorecard();
    LongStream.rangeClosed(1, seeds)
        .forEach(
            seed -> {
              judge(Worlds.generate(seed, Knobs.CROWDED), crowded);
              judgeInference(Worlds.generate(seed, Knobs.CROWDED.withStrippedLines(0.4)), stripped);
            });
    row("seeds", "%d", seeds);
    row("recall", "%d of %d records", crowded.found, crowded.expected);
    row("foreign records", "%d", crowded.foreign);
    row("effects before causes", "%d of %d pairs", crowded.effectsBeforeCauses, crowded.pairs);
    row("true offset within bounds", "%d of %d clocks", crowded.withinBounds, crowded.clocks);
    row(
        "worst offset error, both sides known",
        "%.2f ms over %d clocks",
        crowded.worstMeasuredMillis,
        crowded.measured);
    row(
        "inferred at 0.9",
        "%d of %d lines, %d rightly (%.4f)",
        stripped.inferred,
        stripped.inferable,
        stripped.inferredRightly,
        (double) stripped.inferredRightly / stripped.inferred);
    origins(seeds);
  }

  private static void judge(World world, Scorecard card) {
    Stage stage = new Stage(world);
    world.users().forEach(user -> card.judge(world, user, stage.journeyOf(user)));
  }

  private static void judgeInference(World world, Scorecard card) {
    Stage stage = new Stage(world);
    world.users().forEach(user -> card.judgeInference(world, user, stage.journeyOf(user)));
  }

  private static void origins(int seeds) {
    int failures = 0;
    int right = 0;
    int healthy = 0;
    int accused = 0;
    for (Fault fault : Fault.values()) {
      for (long seed = 1; seed <= seeds; seed++) {
        World world = Worlds.generate(seed, Knobs.CROWDED.withFaults(fault));
        Journey journey = new Stage(world).journeyOf("u-0");
        Failure origin = journey.origin();
        if (fault.isFailure()) {
          failures++;
          right += origin != null && world.culprits().contains(origin.service()) ? 1 : 0;
        } else {
          healthy++;
          accused += origin == null ? 0 : 1;
        }
      }
    }
    row("origin right", "%d of %d injected faults", right, failures);
    row("accused in healthy journeys", "%d of %d", accused, healthy);
  }

  private static void row(String what, String format, Object... values) {
    System.out.printf("| %-38s | %-45s |%n", what, format.formatted(values));
  }
}
