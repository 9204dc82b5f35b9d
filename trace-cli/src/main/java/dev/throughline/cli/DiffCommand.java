package dev.throughline.cli;

import dev.throughline.cli.render.DiffRenderer;
import dev.throughline.formats.DiffJson;
import dev.throughline.journey.Journey;
import dev.throughline.journey.diff.Difference;
import dev.throughline.journey.diff.JourneyDiff;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a journey went astray, beside a good one. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Compares a journey with a good one: the first divergence, then the rest. A missing or new"
          + " operation, a new error, an operation that became slow, another version, another"
          + " setting or outcome; never ids, times or how often something was done.",
      "Nothing on standard output and exit code 0: they differ in nothing. Exit code 5: they differ."
    },
    footer = {
      "",
      "For example:",
      "  trace-cli diff --user alice --good \"yesterday 10:00\"              then, and now",
      "  trace-cli diff --user alice --good \"yesterday 10:00\" --at 14:05 --around 5m",
      "  trace-cli diff --user alice --other bob --since 1h                bob, beside alice",
      "  trace-cli diff good.json bad.json      written by journey --format json"
    })
final class DiffCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      arity = "0..2",
      paramLabel = "FILE",
      description = "The good journey and the other one, as journey --format json wrote them.")
  private List<String> files = new ArrayList<>();

  @Mixin private final ComparedOptions compared = new ComparedOptions();
  @Mixin private final ScreenOptions screen = new ScreenOptions();

  @Option(names = "--json", description = "As throughline.diff/1, for programs.")
  private boolean json;

  DiffCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    ZoneId zone = compared.zone(shell);
    Optional<TwoJourneys> read =
        files.isEmpty()
            ? Optional.of(compared.read(shell))
            : new JourneyFiles(shell).read(files, compared.isAsked());
    return read.map(both -> compare(both, zone)).orElse(Exit.NO_ANSWER);
  }

  private int compare(TwoJourneys both, ZoneId zone) {
    if (both.exit() != Exit.FOUND) {
      both.explain(shell, zone);
      return both.exit();
    }
    List<Difference> differences = JourneyDiff.between(both.good(), both.other());
    tell(both, differences, zone);
    both.warn(shell);
    if (differences.isEmpty()) {
      shell.remark("no difference between " + steps(both.good()) + " and " + steps(both.other()));
    }
    return differences.isEmpty() ? Exit.FOUND : Exit.DIFFERENT;
  }

  private static String steps(Journey journey) {
    int steps = journey.steps().size();
    return steps == 1 ? "1 step" : steps + " steps";
  }

  private void tell(TwoJourneys both, List<Difference> differences, ZoneId zone) {
    try {
      if (json) {
        new DiffJson().write(both.good(), both.other(), differences, shell.out());
        shell.out().write('\n');
        shell.out().flush();
      } else {
        new DiffRenderer(screen.screen(shell, zone), both.good(), both.other())
            .render(differences, shell.out());
      }
    } catch (IOException gone) {
      // The reader closed the pipe: whatever it wanted, it has.
      return;
    }
  }
}
