package dev.throughline.collector;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A collector in a process of its own. */
final class CollectorProcess implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("ready intake=(\\S+) json=127\\.0\\.0\\.1:(\\d+) query=(\\S+)");

  /** A queue full of what came during an outage, on a machine that does other things too. */
  private static final Duration DRAINED = Duration.ofMinutes(5);

  private final Process process;
  private final Path errors;
  private final BufferedReader out;

  private CollectorProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Where it listens. */
  record Ready(String intake, int linePort, String query) {

    /**
     * Returns when the store has all that was queued. Only then is everything there that was
     * acknowledged: there may also be lines whose answer was lost, so their number does not tell.
     */
    void awaitDrained() {
      HttpRequest metrics = HttpRequest.newBuilder(URI.create(query + "/metrics")).build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        Await.until(
            () -> client.sendAsync(metrics, BodyHandlers.ofString()).join().body(),
            body -> body.contains("\nthroughline_queue_frames 0.0"),
            DRAINED);
      }
    }
  }

  static CollectorProcess start(Path data, String... arguments) throws IOException {
    Path errors = Files.createTempFile("collector", ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", classPath(), "dev.throughline.collector.Main"));
    // The tests' records are of one day, which gets older.
    command.addAll(List.of("--data", data.toString(), "--retention=36500d"));
    command.addAll(List.of(arguments));
    for (String port : List.of("--intake-port=", "--json-port=", "--query-port=")) {
      if (command.stream().noneMatch(argument -> argument.startsWith(port))) {
        command.add(port + 0);
      }
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    return new CollectorProcess(builder.start(), errors);
  }

  private static String classPath() {
    // Without the tests' own logging, which is for tests.
    String testClasses = "test-classes";
    return String.join(
        java.io.File.pathSeparator,
        java.util.Arrays.stream(
                System.getProperty("throughline.classes", System.getProperty("java.class.path"))
                    .split(java.io.File.pathSeparator))
            .filter(entry -> !entry.contains(testClasses))
            .toList());
  }

  Ready awaitReady() throws IOException {
    String line = out.readLine();
    Matcher ready = READY.matcher(String.valueOf(line));
    if (!ready.matches()) {
      throw new AssertionError("not ready: " + line + "\n" + errors());
    }
    return new Ready(ready.group(1), Integer.parseInt(ready.group(2)), ready.group(3));
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void term() {
    // Not Process.destroy, which closes the streams as well.
    process.toHandle().destroy();
  }

  int exitStatus() throws InterruptedException {
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      throw new AssertionError("still running after 3 minutes");
    }
    return process.exitValue();
  }

  /** What it wrote to standard output after the line that said "ready", or null. */
  @Nullable String nextLine() throws IOException {
    return out.readLine();
  }

  String errors() throws IOException {
    return Files.readString(errors);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(errors);
  }
}
