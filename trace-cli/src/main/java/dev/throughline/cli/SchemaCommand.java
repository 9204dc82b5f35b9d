package dev.throughline.cli;

import dev.throughline.formats.JourneyJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The JSON Schema of {@code --format json}. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Prints the JSON Schema of a journey's JSON form.")
final class SchemaCommand implements Callable<Integer> {
  private final Shell shell;

  SchemaCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    try (InputStream schema = JourneyJson.class.getResourceAsStream(JourneyJson.SCHEMA_RESOURCE)) {
      Objects.requireNonNull(schema, JourneyJson.SCHEMA_RESOURCE).transferTo(shell.out());
    }
    return Exit.FOUND;
  }
}
