package dev.throughline.cli;

import dev.throughline.journey.ReadOptions;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How the journey is put together. */
final class StitchOptions {
  private static final Pattern EDGE =
      Pattern.compile(
          "(user|acts_as|field|text|trace|link|message|session|correlation)=.+", Pattern.DOTALL);

  @Option(
      names = "--raw-time",
      description = "Order exactly by the writers' own clocks, corrected for nothing.")
  private boolean rawTime;

  @Option(names = "--no-infer", description = "Only what is proven by ids.")
  private boolean noInfer;

  @Option(
      names = "--min-confidence",
      paramLabel = "0..1",
      description = "Inferred rows below this stay out (default: 0.9).")
  private double minConfidence = ReadOptions.DEFAULTS.minConfidence();

  @Option(
      names = "--without",
      paramLabel = "EDGE",
      description = "Take a tie out, such as session=s-1 or trace=4bf9...; any number of them.")
  private Set<String> without = new LinkedHashSet<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "The most records taken from a source (default: no limit).")
  private int limit = Integer.MAX_VALUE;

  ReadOptions options() {
    for (String edge : without) {
      if (!EDGE.matcher(edge).matches()) {
        throw new WrongUsage(
            "--without \""
                + edge
                + "\" is no edge, expected KIND=VALUE as --why and --explain show"
                + " it, such as session=s-1");
      }
    }
    if (limit < 1) {
      throw new WrongUsage("--limit " + limit + ", expected at least 1");
    }
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new WrongUsage("--min-confidence " + minConfidence + ", expected 0 to 1");
    }
    return ReadOptions.DEFAULTS
        .withRawTime(rawTime)
        .withInfer(!noInfer)
        .withMinConfidence(minConfidence)
        .withoutEdges(without)
        .withLimit(limit);
  }
}
