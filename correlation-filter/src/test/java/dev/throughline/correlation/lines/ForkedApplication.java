package dev.throughline.correlation.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A main class in a JVM of its own, with this one's class path.
 *
 * @param settings system properties
 * @param work where its outputs and relative files go
 */
public record ForkedApplication(Class<?> main, Map<String, String> settings, Path work) {
  /** Starts it; the caller ends it. */
  public Process start() throws IOException {
    return new ProcessBuilder(command())
        .directory(work.toFile())
        .redirectOutput(work.resolve("stdout.txt").toFile())
        .redirectError(work.resolve("stderr.txt").toFile())
        .start();
  }

  /** Runs it to its end, which must be a good one, and returns the lines of its standard output. */
  public List<String> run() throws IOException, InterruptedException {
    Process process = start();
    try {
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      assertThat(ended).as("ended; on stderr: %s", errors()).isTrue();
      assertThat(process.exitValue()).as(errors()).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(work.resolve("stdout.txt"));
  }

  /** What {@link #run} left on standard error. */
  public String errors() throws IOException {
    return Files.readString(work.resolve("stderr.txt"));
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    return command;
  }
}
