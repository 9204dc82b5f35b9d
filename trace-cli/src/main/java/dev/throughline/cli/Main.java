package dev.throughline.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Wires the commands to the process and turns their answers into exit codes. */
public final class Main {
  private static final Map<String, Function<Shell, Object>> COMMANDS =
      new TreeMap<>(
          Map.of(
              "journey", JourneyCommand::new,
              "trace", TraceCommand::new,
              "diff", DiffCommand::new,
              "users", UsersCommand::new,
              "kibana", KibanaCommand::new,
              "schema", SchemaCommand::new,
              "dlq", DlqCommand::of,
              "demo", DemoCommand::new));

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(Shell.ofProcess(), args));
  }

  static int run(Shell shell, String... args) {
    CommandLine trace = new CommandLine(new TraceCli());
    Set<String> wanted = wanted(args);
    COMMANDS.forEach(
        (name, command) -> {
          if (wanted.contains(name)) {
            trace.addSubcommand(command.apply(shell));
          }
        });
    trace.setCaseInsensitiveEnumValuesAllowed(true);
    // An argument is data: "@name" is a name, not a file to read more arguments from.
    trace.setExpandAtFiles(false);
    trace.setOut(
        new PrintWriter(new OutputStreamWriter(shell.out(), StandardCharsets.UTF_8), true));
    trace.setErr(shell.err());
    trace.setParameterExceptionHandler((wrong, unused) -> wrongUsage(shell, wrong));
    trace.setExecutionExceptionHandler((thrown, command, unused) -> failed(shell, thrown, command));
    return trace.execute(args);
  }

  /**
   * Reading a command's annotations takes longer than carrying it out: only those there is need of.
   */
  private static Set<String> wanted(String... args) {
    if (args.length > 0 && COMMANDS.containsKey(args[0])) {
      return Set.of(args[0]);
    }
    return args.length == 1 && args[0].equals("--version") ? Set.of() : COMMANDS.keySet();
  }

  private static int wrongUsage(Shell shell, ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("wrong usage");
    return wrongUsage(shell, message, wrong.getCommandLine());
  }

  private static int failed(Shell shell, Exception thrown, CommandLine command) throws Exception {
    if (thrown instanceof WrongUsage wrong) {
      return wrongUsage(shell, wrong.getMessage(), command);
    }
    throw thrown;
  }

  private static int wrongUsage(Shell shell, String message, CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    shell.complain(message + " (" + name + " --help tells more)");
    return Exit.WRONG_USAGE;
  }
}
