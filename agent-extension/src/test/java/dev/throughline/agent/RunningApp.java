package dev.throughline.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An application in a process of its own, with the agent and this extension in front of it. */
final class RunningApp implements AutoCloseable {
  private static final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern READY = Pattern.compile("^ready (\\d+)$", Pattern.MULTILINE);

  private final Process process;
  private final Path output;
  private final Path jsonLines;
  private final int port;

  private RunningApp(Process process, Path output, Path jsonLines) {
    this.process = process;
    this.output = output;
    this.jsonLines = jsonLines;
    this.port = readyOrGone();
  }

  private int readyOrGone() {
    try {
      return Await.present(() -> "ready: " + output(), this::readyPort);
    } catch (AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Starts what {@code launch} describes and waits until it says {@code ready PORT}. */
  static RunningApp start(Launch launch) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(launch.workDir()), "run");
    Path output = folder.resolve("output.txt");
    Path jsonLines = folder.resolve("log.jsonl");
    ProcessBuilder builder = new ProcessBuilder(launch.command());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().put("LOG_FILE", jsonLines.toString());
    builder.environment().put("RUN_DIR", folder.toString());
    builder.environment().putAll(launch.environment());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new RunningApp(builder.start(), output, jsonLines);
  }

  private Optional<Integer> readyPort() {
    if (!process.isAlive()) {
      throw new AssertionError("ended with " + process.exitValue() + ": " + output());
    }
    Matcher ready = READY.matcher(output());
    return ready.find() ? Optional.of(Integer.valueOf(ready.group(1))) : Optional.empty();
  }

  /** {@code headers} are names and values in turn. */
  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, headers);
  }

  /** Without a body. */
  HttpResponse<String> post(String path, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, headers);
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url(path)))
            .timeout(Duration.ofMinutes(3))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** Everything the process said on either stream so far. */
  String output() {
    return read(output);
  }

  /** The JSON lines the application's own appender wrote. */
  List<String> jsonLines() {
    return Files.exists(jsonLines) ? read(jsonLines).lines().toList() : new ArrayList<>();
  }

  /** The first JSON line that contains {@code text}, which must come. */
  String jsonLine(String text) {
    return Await.present(
        () -> "a JSON line with " + text,
        () -> jsonLines().stream().filter(line -> line.contains(text)).findFirst());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it without its farewell, which would be retries where nobody takes telemetry. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
