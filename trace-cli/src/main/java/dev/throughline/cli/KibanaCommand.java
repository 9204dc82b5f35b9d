package dev.throughline.cli;

import dev.throughline.cli.kibana.KibanaLink;
import dev.throughline.cli.kibana.Kql;
import dev.throughline.journey.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The way from a question to Kibana. Reads nothing and asks nobody. */
@Command(
    name = "kibana",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a link that opens Kibana's Discover on what names the handles in that time.",
      "It shows the records that name them; only a journey adds what belongs to them."
    },
    footer = {
      "",
      "For example:",
      "  trace-cli kibana --user alice --since 2h",
      "  trace-cli kibana --user alice --at 14:05 --kibana https://kibana.example:5601/s/shop",
      "  trace-cli kibana --correlation 7f3a... --kql"
    })
final class KibanaCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final HandleOptions handles = new HandleOptions();
  @Mixin private final WindowOptions window = new WindowOptions();

  @Option(
      names = "--kibana",
      paramLabel = "URL",
      description = "Where Kibana is, with /s/SPACE for a space (default: ${DEFAULT-VALUE}).")
  private String kibana = "http://127.0.0.1:5601";

  @Option(
      names = "--data-view",
      paramLabel = "ID",
      description = "The id of the data view to search in (default: ${DEFAULT-VALUE}).")
  private String dataView = "throughline";

  @Option(names = "--kql", description = "Print the query alone, without time and link.")
  private boolean kqlAlone;

  KibanaCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Question question =
        handles.question(window.range(shell.clock(), handles.namesTraces()), StoredNames.of(shell));
    if (question.whole()) {
      throw new WrongUsage(
          "--whole takes stitching, which a search cannot do; expected trace-cli journey --whole");
    }
    String kql = Kql.of(question);
    String answer = kqlAlone ? shown(kql) : link().discover(kql, question.window());
    try {
      shell.out().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
      shell.out().flush();
    } catch (IOException gone) {
      // The reader closed the pipe: whatever it wanted, it has.
      return Exit.FOUND;
    }
    return Exit.FOUND;
  }

  private String shown(String kql) {
    return shell.terminal().unicode() ? kql : Kql.ascii(kql);
  }

  private KibanaLink link() {
    try {
      return new KibanaLink(kibana, dataView);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--kibana " + e.getMessage(), e);
    }
  }
}
