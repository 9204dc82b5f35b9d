package dev.throughline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The command that only has subcommands. */
@Command(
    name = "trace-cli",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Rebuilds one person's journey over all services.",
    footer = {
      "",
      "Exit codes: 0 found, 1 no source could answer, 2 wrong usage,",
      "3 found but incomplete (with --require-complete), 4 nothing found, 5 different (diff).",
      "",
      "trace-cli COMMAND --help tells the options; start with: trace-cli demo"
    })
final class TraceCli implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new WrongUsage(
        "no command, expected journey, trace, diff, users, dlq, kibana, schema or demo");
  }
}
