package dev.throughline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command that only has subcommands for dead letters. */
@Command(
    name = "dlq",
    mixinStandardHelpOptions = true,
    description = "Dead letters: records that a collector's store would not take, kept whole.",
    footer = {"", "Start with: trace-cli dlq list"})
final class DlqCommand implements Callable<Integer> {
  private DlqCommand() {}

  static CommandLine of(Shell shell) {
    return new CommandLine(new DlqCommand())
        .addSubcommand(new DlqListCommand(shell))
        .addSubcommand(new DlqShowCommand(shell))
        .addSubcommand(new DlqReplayCommand(shell))
        .addSubcommand(new DlqDropCommand(shell));
  }

  @Override
  public Integer call() {
    throw new WrongUsage("no command, expected dlq list, show, replay or drop");
  }
}
