package dev.throughline.cli;

import dev.throughline.cli.render.Visible;
import dev.throughline.cli.source.DeadLetterDesk;
import dev.throughline.formats.DeadLetterPageJson;
import dev.throughline.formats.DeadLetterPageJson.Letter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One dead letter. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows one dead letter with its record and the reason in full.")
final class DlqShowCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(arity = "1", paramLabel = "ID", description = "The id that dlq list shows.")
  private String id = "";

  @Mixin private final DeskOptions desk = new DeskOptions();

  DlqShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return desk.run(shell, this::show);
  }

  private int show(DeadLetterDesk collector) throws IOException {
    Optional<Letter> letter = collector.letter(id);
    if (letter.isEmpty()) {
      shell.complain("there is no dead letter " + id + "; it was stored or dropped");
      return Exit.NOTHING_FOUND;
    }
    DeskOptions.tell(
        shell,
        desk.json()
            ? new DeadLetterPageJson().write(letter.get())
            : text(letter.get()).getBytes(StandardCharsets.UTF_8));
    return Exit.FOUND;
  }

  private String text(Letter letter) {
    Visible visible = new Visible(shell.terminal().unicode());
    return String.join(
        "\n",
        "id        " + visible.line(letter.id()),
        "service   " + visible.line(letter.service().isEmpty() ? "?" : letter.service()),
        "rejected  "
            + letter.attempts()
            + " times, first "
            + letter.since()
            + ", last "
            + letter.at()
            + (letter.parked() ? ", parked" : ""),
        "reason    " + visible.line(letter.reason()),
        "record    " + visible.line(letter.record() == null ? "" : letter.record()));
  }
}
