package dev.throughline.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Wires the commands to the process and turns their answers into exit codes. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(Shell.ofProcess(), args));
  }

  static int run(Shell shell, String... args) {
    CommandLine trace = new CommandLine(new TraceCli());
    trace.addSubcommand(new JourneyCommand(shell));
    trace.addSubcommand(new TraceCommand(shell));
    trace.addSubcommand(new UsersCommand(shell));
    trace.addSubcommand(new SchemaCommand(shell));
    trace.addSubcommand(new DemoCommand(shell));
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
