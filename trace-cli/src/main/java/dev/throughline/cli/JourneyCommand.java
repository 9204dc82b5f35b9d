package dev.throughline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One person's journey, by any handle. */
@Command(
    name = "journey",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what happened to one person over all services, in causal order.",
      "The same handle twice unites (--user alice --user 4711), different handles narrow;",
      "of --field each attribute counts as a handle of its own."
    },
    footer = {
      "",
      "For example:",
      "  trace-cli journey --user alice --since 2h",
      "  trace-cli journey --user alice --at 14:05 --around 10m --format json",
      "  trace-cli journey --field order_id=4711 --whole",
      "  kubectl logs ... | trace-cli journey --user alice --source -"
    })
final class JourneyCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final HandleOptions handles = new HandleOptions();
  @Mixin private final WindowOptions window = new WindowOptions();
  @Mixin private final JourneyOptions journey = new JourneyOptions();

  JourneyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    StoredNames names = StoredNames.of(shell);
    return journey.answer(
        shell, window, range -> handles.question(range, names), handles.namesTraces());
  }
}
