package dev.throughline.cli;

import dev.throughline.formats.DeadLetterChoiceJson.Choice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters. */
final class LetterChoice {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "These.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Those whose reason contains this.")
  private @Nullable String reason;

  @Option(names = "--all", description = "Every one.")
  private boolean all;

  /** The choice, said clearly or not at all. */
  Choice choice(boolean parked) {
    try {
      return new Choice(ids, reason, all, parked);
    } catch (IllegalArgumentException unclear) {
      throw new WrongUsage(
          "which dead letters, expected either some ids, or --reason TEXT, or --all", unclear);
    }
  }
}
