package dev.throughline.cli;

import dev.throughline.journey.Question;
import dev.throughline.journey.store.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code journey --trace ID} in fewer letters. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = "Shows exactly this trace, whenever it was: journey --trace ID.")
final class TraceCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      arity = "1",
      paramLabel = "ID",
      description = "The trace id, 32 hex digits (or 16, then padded).")
  private String id = "";

  @Mixin private final WindowOptions window = new WindowOptions();
  @Mixin private final JourneyOptions journey = new JourneyOptions();

  TraceCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String trace = HandleOptions.traceId("ID", id);
    return journey.answer(shell, window, range -> question(trace, range), true);
  }

  private static Question question(String trace, TimeRange range) {
    return new Question(
        List.of(), List.of(), List.of(), List.of(trace), Map.of(), List.of(), range, false);
  }
}
