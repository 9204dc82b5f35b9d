package dev.throughline.cli;

import dev.throughline.cli.render.Renderer;
import dev.throughline.cli.render.WhyRenderer;
import dev.throughline.cli.source.OpenSource;
import dev.throughline.cli.source.Sources;
import dev.throughline.journey.Journey;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Step;
import dev.throughline.journey.store.TimeRange;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--why",
      paramLabel = "RECORD",
      description = "Tell only why this record (an id, or a step's number) belongs to the journey.")
  private @Nullable String why;

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
      if (why != null && !journey.steps().isEmpty()) {
        return explain(shell, zone, journey, why);
      }
      tell(shell, zone, journey, exit);
      return exit;
    }
  }

  private int explain(Shell shell, ZoneId zone, Journey journey, String record) {
    Optional<Step> step = WhyRenderer.find(journey, record);
    if (step.isEmpty()) {
      shell.complain("--why " + record + ": no such record in this journey");
      return Exit.NOTHING_FOUND;
    }
    write(shell, journey, new WhyRenderer(output.screen(shell, zone), step.get()));
    return Exit.FOUND;
  }

  /** Whether somebody still reads: a closed pipe, as `head` leaves it, is no error. */
  private static boolean write(Shell shell, Journey journey, Renderer renderer) {
    try {
      renderer.render(journey, shell.out());
      return true;
    } catch (IOException gone) {
      return false;
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
    if (told && !write(shell, journey, output.renderer(shell, zone))) {
      return;
    }
    if (exit == Exit.INCOMPLETE) {
      shell.complain("found, but not complete: " + String.join("; ", Remarks.missing(journey)));
    } else if (journey.steps().isEmpty()) {
      new NothingFound(shell, zone).explain(journey, exit == Exit.NO_ANSWER);
    }
  }
}
