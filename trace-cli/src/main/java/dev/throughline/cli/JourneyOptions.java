package dev.throughline.cli;

import dev.throughline.cli.source.OpenSource;
import dev.throughline.cli.source.Sources;
import dev.throughline.journey.Journey;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.store.TimeRange;
import java.io.IOException;
import java.time.ZoneId;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that tells a journey takes, and how it is told. */
final class JourneyOptions {
  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final StitchOptions stitch = new StitchOptions();

  @Option(
      names = "--require-complete",
      description = "Exit with 3 when a source did not answer in full.")
  private boolean requireComplete;

  /**
   * Reads the journey, tells it, and says how it went.
   *
   * @param question what is asked in a window
   * @param unbounded whether a question without times means all of time, also of live sources
   */
  int answer(
      Shell shell,
      WindowOptions window,
      Function<TimeRange, Question> question,
      boolean unbounded) {
    ZoneId zone = window.zone(shell.clock());
    ReadOptions options = stitch.options();
    Question asked = question.apply(window.range(shell.clock(), unbounded || !source.anyLive()));
    try (Sources sources = source.open(shell)) {
      Journey read =
          new JourneyReader(sources.all().stream().map(OpenSource::reader).toList())
              .read(asked, options);
      Journey journey = Remarks.added(read, sources.all());
      int exit = exit(read, journey);
      tell(shell, zone, journey, exit);
      return exit;
    }
  }

  private int exit(Journey read, Journey journey) {
    if (!journey.steps().isEmpty()) {
      return requireComplete && !journey.complete() ? Exit.INCOMPLETE : Exit.FOUND;
    }
    boolean silent = read.sources().stream().allMatch(source -> source.failure() != null);
    return silent ? Exit.NO_ANSWER : Exit.NOTHING_FOUND;
  }

  private void tell(Shell shell, ZoneId zone, Journey journey, int exit) {
    boolean told = !journey.steps().isEmpty() || output.format() == OutputOptions.Format.JSON;
    if (told) {
      try {
        output.renderer(shell, zone).render(journey, shell.out());
      } catch (IOException gone) {
        // The reader closed the pipe, as `head` does: whatever it wanted, it has.
        return;
      }
    }
    if (exit == Exit.INCOMPLETE) {
      shell.complain("found, but not complete: " + String.join("; ", Remarks.missing(journey)));
    } else if (journey.steps().isEmpty()) {
      new NothingFound(shell, zone).explain(journey, exit == Exit.NO_ANSWER);
    }
  }
}
