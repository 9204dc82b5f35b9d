package dev.throughline.cli;

import dev.throughline.cli.source.DeadLetterDesk;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Whose dead letters. */
final class DeskOptions {
  @Option(
      names = "--source",
      paramLabel = "URL",
      description = "The collector's query port (default: " + SourceOptions.DEFAULT + ").")
  private String uri = SourceOptions.DEFAULT;

  @Option(names = "--json", description = "The collector's own answer, for programs.")
  private boolean json;

  boolean json() {
    return json;
  }

  /** Asks and tells; returns the exit code. */
  interface Task {
    int at(DeadLetterDesk desk) throws IOException;
  }

  int run(Shell shell, Task task) {
    DeadLetterDesk desk;
    try {
      desk = new DeadLetterDesk(uri);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--source " + e.getMessage(), e);
    }
    try {
      return task.at(desk);
    } catch (IOException e) {
      shell.complain(desk.address() + ": " + DeadLetterDesk.reason(e));
      return Exit.NO_ANSWER;
    }
  }

  /** Writes an answer's line. */
  static void tell(Shell shell, byte[] line) {
    try {
      shell.out().write(line);
      shell.out().write('\n');
      shell.out().flush();
    } catch (IOException gone) {
      // The reader closed the pipe: whatever it wanted, it has.
      return;
    }
  }
}
