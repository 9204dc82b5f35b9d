package dev.throughline.cli;

import dev.throughline.cli.source.DeadLetterDesk;
import dev.throughline.formats.DeadLetterChoiceJson;
import dev.throughline.formats.DeadLetterChoiceJson.Choice;
import dev.throughline.formats.DeadLetterChoiceJson.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Dead letters that nobody wants any more. */
@Command(
    name = "drop",
    mixinStandardHelpOptions = true,
    description = "Removes dead letters for good.")
final class DlqDropCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final LetterChoice letters = new LetterChoice();
  @Mixin private final DeskOptions desk = new DeskOptions();

  @Option(names = "--yes", description = "They are lost, and that is meant.")
  private boolean yes;

  DlqDropCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Choice choice = letters.choice(false);
    if (!yes) {
      throw new WrongUsage("drop loses records for good; if that is meant, say --yes");
    }
    return desk.run(shell, collector -> drop(collector, choice));
  }

  private int drop(DeadLetterDesk collector, Choice choice) throws IOException {
    Result result = collector.drop(choice);
    String waiting =
        result.underWay() > 0 ? ", " + result.underWay() + " kept: they are being replayed" : "";
    DeskOptions.tell(
        shell,
        desk.json()
            ? new DeadLetterChoiceJson().write(result)
            : (result.done() + " dropped" + waiting).getBytes(StandardCharsets.UTF_8));
    return result.done() > 0 ? Exit.FOUND : Exit.NOTHING_FOUND;
  }
}
