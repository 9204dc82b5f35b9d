package dev.throughline.cli;

import dev.throughline.cli.render.ExplanationRenderer;
import dev.throughline.cli.render.Renderer;
import dev.throughline.cli.render.WhyRenderer;
import dev.throughline.cli.source.OpenSource;
import dev.throughline.cli.source.Sources;
import dev.throughline.formats.ExplanationJson;
import dev.throughline.journey.Explanation;
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

  @Option(
      names = "--explain",
      description = {
        "Tell only how the journey came together: the ties from what was asked for, with how many"
            + " records each led to; ties not followed; what was left out as somebody else's."
      })
  private boolean explain;

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
    ReadOptions options = stitch.options().withAt(window.at(shell.clock()));
    Question asked = question.apply(window.range(shell.clock(), unbounded || !source.anyLive()));
    try (Sources sources = source.open(shell)) {
      JourneyReader reader =
          new JourneyReader(sources.all().stream().map(OpenSource::reader).toList());
      if (explain) {
        Explanation explanation = reader.explain(asked, options);
        Journey journey = Remarks.added(explanation.journey(), sources.all());
        return told(
            shell, zone, explanation.journey(), journey, explained(shell, zone, explanation));
      }
      Journey read = reader.read(asked, options);
      Journey journey = Remarks.added(read, sources.all());
      if (why != null && !journey.steps().isEmpty()) {
        return tellWhy(shell, zone, journey, why);
      }
      return told(shell, zone, read, journey, output.renderer(shell, zone));
    }
  }

  private Renderer explained(Shell shell, ZoneId zone, Explanation explanation) {
    return switch (output.format()) {
      case TREE -> new ExplanationRenderer(output.screen(shell, zone), explanation);
      case JSON ->
          (journey, out) -> {
            new ExplanationJson().write(explanation, out);
            out.write('\n');
            out.flush();
          };
    };
  }

  private int tellWhy(Shell shell, ZoneId zone, Journey journey, String record) {
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

  /**
   * @param read as the sources answered
   * @param journey the same with what could not be read in it
   */
  private int told(Shell shell, ZoneId zone, Journey read, Journey journey, Renderer renderer) {
    int exit = exit(read, journey);
    boolean told = !journey.steps().isEmpty() || output.format() == OutputOptions.Format.JSON;
    if (told && !write(shell, journey, renderer)) {
      return exit;
    }
    StoredNames.of(shell).tell(shell, journey);
    if (exit == Exit.INCOMPLETE) {
      shell.complain("found, but not complete: " + String.join("; ", Remarks.missing(journey)));
    } else if (journey.steps().isEmpty()) {
      new NothingFound(shell, zone).explain(journey, exit == Exit.NO_ANSWER);
    }
    return exit;
  }
}
