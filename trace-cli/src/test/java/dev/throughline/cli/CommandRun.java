package dev.throughline.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** One run of the command line with the test as its shell. */
record CommandRun(int exit, String out, String err) {
  static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

  static CommandRun of(String... args) {
    return withInput("", args);
  }

  static CommandRun withInput(String input, String... args) {
    return inEnvironment(Map.of(), input, args);
  }

  static CommandRun inEnvironment(Map<String, String> environment, String input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    Shell shell =
        new Shell(
            Clock.fixed(NOW, ZoneOffset.UTC),
            environment,
            new Terminal(false, 0, true),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintWriter(err, true));
    int exit = Main.run(shell, args);
    return new CommandRun(exit, out.toString(StandardCharsets.UTF_8), err.toString());
  }
}
