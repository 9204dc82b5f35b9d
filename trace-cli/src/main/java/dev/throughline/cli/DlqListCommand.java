package dev.throughline.cli;

import dev.throughline.cli.render.DeadLetterTable;
import dev.throughline.cli.source.DeadLetterDesk;
import dev.throughline.formats.DeadLetterPageJson;
import dev.throughline.formats.DeadLetterPageJson.Page;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is among the dead letters. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists dead letters, the first queued first.")
final class DlqListCommand implements Callable<Integer> {
  private static final int MOST = 200_000;

  private final Shell shell;

  @Mixin private final DeskOptions desk = new DeskOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "The most letters to list (default: 100).")
  private int limit = 100;

  @Option(names = "--after", paramLabel = "ID", description = "Only those behind this one.")
  private @Nullable String after;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Only those whose reason contains this.")
  private @Nullable String reason;

  DlqListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw new WrongUsage("--limit " + limit + ", expected 1 to " + MOST);
    }
    return desk.run(shell, this::list);
  }

  private int list(DeadLetterDesk collector) throws IOException {
    Page page = collector.list(limit, after, reason);
    if (desk.json()) {
      DeskOptions.tell(shell, new DeadLetterPageJson().write(page));
    } else if (page.letters().isEmpty()) {
      shell.complain(page.count() == 0 ? "there are no dead letters" : "none of them");
    } else {
      new DeadLetterTable(shell.terminal().unicode(), shell.clock().getZone())
          .render(page, shell.out());
    }
    return page.letters().isEmpty() ? Exit.NOTHING_FOUND : Exit.FOUND;
  }
}
