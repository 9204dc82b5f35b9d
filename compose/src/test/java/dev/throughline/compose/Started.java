package dev.throughline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that says on standard output when it is ready, and is ended by the test. */
final class Started implements AutoCloseable {
  private final Process process;
  private final String ready;

  private Started(Process process, String ready) {
    this.process = process;
    this.ready = ready;
  }

  /**
   * Waits for its line that begins with {@code ready}.
   *
   * @param errors where its standard error goes
   */
  static Started start(
      List<String> command, Map<String, String> environment, Path folder, Path errors)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("THROUGHLINE_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String line = FirstLine.of(process.inputReader());
    if (line == null || !line.startsWith("ready ")) {
      process.destroy();
      throw new IOException(command + " said \"" + line + "\"; " + Files.readString(errors));
    }
    return new Started(process, line.substring("ready ".length()));
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** What stood behind {@code ready}. */
  String ready() {
    return ready;
  }

  /** The value of {@code name=value} in it. */
  String ready(String name) {
    for (String word : ready.split(" ")) {
      if (word.startsWith(name + "=")) {
        return word.substring(name.length() + 1);
      }
    }
    throw new IllegalStateException("no " + name + " in \"" + ready + "\"");
  }

  /** Asks it to end, and does not wait for that. */
  void end() {
    process.toHandle().destroy();
  }

  @Override
  public void close() {
    end();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
