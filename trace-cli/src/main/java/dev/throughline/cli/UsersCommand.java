package dev.throughline.cli;

import dev.throughline.cli.render.UserTable;
import dev.throughline.cli.source.OpenSource;
import dev.throughline.cli.source.Sources;
import dev.throughline.formats.UserPageJson;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory.UserPage;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who was seen. */
@Command(
    name = "users",
    mixinStandardHelpOptions = true,
    description = "Lists who was seen, the last first, with their errors.")
final class UsersCommand implements Callable<Integer> {
  /** The forms of the list. */
  enum Format {
    TABLE,
    JSON
  }

  private static final int MOST = 100_000;

  private final Shell shell;

  @Mixin private final WindowOptions window = new WindowOptions();
  @Mixin private final SourceOptions source = new SourceOptions();

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "For people or for programs (default: table).")
  private Format format = Format.TABLE;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "The most users to list (default: 1000).")
  private int limit = 1_000;

  UsersCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw new WrongUsage("--limit " + limit + ", expected 1 to " + MOST);
    }
    TimeRange range = window.range(shell.clock(), !source.anyLive());
    try (Sources sources = source.open(shell)) {
      UserLists lists = new UserLists(range, limit);
      for (OpenSource one : sources.all()) {
        lists.ask(one);
      }
      lists.failures().forEach(shell::complain);
      if (lists.answered() == 0) {
        return Exit.NO_ANSWER;
      }
      tell(lists.page());
      return lists.page().users().isEmpty() ? Exit.NOTHING_FOUND : Exit.FOUND;
    }
  }

  private void tell(UserPage page) {
    try {
      switch (format) {
        case JSON -> {
          shell.out().write(new UserPageJson().write(page));
          shell.out().write('\n');
        }
        case TABLE -> table(page);
      }
      shell.out().flush();
    } catch (IOException gone) {
      // The reader closed the pipe: whatever it wanted, it has.
      return;
    }
  }

  private void table(UserPage page) throws IOException {
    if (page.users().isEmpty()) {
      shell.complain("nobody was seen; --since 7d looks further back");
      return;
    }
    boolean unicode = shell.terminal().unicode();
    new UserTable(unicode, window.zone(shell.clock()), shell.clock().instant())
        .render(page, shell.out());
  }
}
