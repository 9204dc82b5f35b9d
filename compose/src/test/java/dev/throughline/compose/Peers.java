package dev.throughline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Programs of others that read what we write, installed by npm from a lock file. */
final class Peers {
  private static final Path SOURCE = Path.of("src/test/npm").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target/npm").toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int ATTEMPTS = 3;
  private static final String[] INSTALL = {
    "npm",
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--prefer-offline",
    "--fetch-retries=5"
  };

  private static boolean installed;

  private Peers() {}

  /** Fails where CI lacks npm, skips with a word about it elsewhere. */
  static synchronized void install() throws IOException, InterruptedException {
    if (installed) {
      return;
    }
    boolean found = find("npm") && find("node");
    assertThat(found || System.getenv("CI") == null).as("CI has node and npm").isTrue();
    assumeTrue(found, "SKIPPED: needs node 20 or later and npm on the PATH");
    Files.createDirectories(INSTALLED);
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    for (int attempt = 1; !installed; attempt++) {
      try {
        run("", INSTALL);
        installed = true;
      } catch (AssertionError e) {
        // It asks the network.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static boolean find(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Runs one of the scripts; one answer a line. */
  static List<JsonNode> answers(String script, String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return run(input, command.toArray(String[]::new)).lines().map(JSON::readTree).toList();
  }

  /** The exit code of one of the programs. */
  static int exit(String script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(INSTALLED.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static String run(String input, String... command)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("peer", ".err");
    Process process =
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectError(errors.toFile())
            .start();
    CompletableFuture<String> out =
        CompletableFuture.supplyAsync(
            () -> String.join("\n", process.inputReader().lines().toList()));
    try (Writer in = process.outputWriter()) {
      in.write(input);
    }
    assertThat(process.waitFor())
        .as(() -> String.join(" ", command) + ": " + out.join() + text(errors))
        .isZero();
    return out.join();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
