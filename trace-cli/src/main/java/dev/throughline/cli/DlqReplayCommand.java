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

/** Dead letters once more, please. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Sends dead letters to the store once more, through the collector's queue.",
      "A letter stays in the list until the store has it for good. After 3 rejections it is parked."
    })
final class DlqReplayCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final LetterChoice letters = new LetterChoice();
  @Mixin private final DeskOptions desk = new DeskOptions();

  @Option(names = "--parked", description = "Also those that are parked.")
  private boolean parked;

  DlqReplayCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Choice choice = letters.choice(parked);
    return desk.run(shell, collector -> replay(collector, choice));
  }

  private int replay(DeadLetterDesk collector, Choice choice) throws IOException {
    Result result = collector.replay(choice);
    DeskOptions.tell(
        shell,
        desk.json()
            ? new DeadLetterChoiceJson().write(result)
            : text(result).getBytes(StandardCharsets.UTF_8));
    return result.done() + result.underWay() > 0 ? Exit.FOUND : Exit.NOTHING_FOUND;
  }

  private static String text(Result result) {
    StringBuilder text = new StringBuilder().append(result.done()).append(" queued again");
    if (result.underWay() > 0) {
      text.append(", ").append(result.underWay()).append(" were already");
    }
    if (result.parked() > 0) {
      text.append(", ").append(result.parked()).append(" parked (--parked tries those too)");
    }
    return text.toString();
  }
}
