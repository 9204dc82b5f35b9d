package dev.throughline.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real collector, in a process of its own. */
final class CollectorRun implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("ready intake=(\\S+) json=(\\S+):(\\d+) query=(\\S+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Matcher ready;

  private CollectorRun(Process process, Matcher ready) {
    this.process = process;
    this.ready = ready;
  }

  static CollectorRun start(Path folder) throws IOException {
    Path output = folder.resolve("collector.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("collector.classpath"),
                "dev.throughline.collector.Main",
                "--data=" + folder.resolve("data"),
                "--intake-port=0",
                "--json-port=0",
                "--query-port=0")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new CollectorRun(
        process, Await.present(() -> "ready: " + said(output), () -> find(process, output)));
  }

  private static Optional<Matcher> find(Process process, Path output) {
    Matcher ready = READY.matcher(said(output));
    if (!process.isAlive()) {
      throw new AssertionError("ended with " + process.exitValue() + ": " + said(output));
    }
    return ready.find() ? Optional.of(ready) : Optional.empty();
  }

  private static String said(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where OTLP over HTTP goes. */
  String intake() {
    return ready.group(1);
  }

  /** Ships JSON lines as a log shipper would. */
  void take(List<String> jsonLines) throws IOException {
    try (Socket socket = new Socket(ready.group(2), Integer.parseInt(ready.group(3)))) {
      String all = String.join("\n", jsonLines) + "\n";
      socket.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * The journey of a user as soon as it is complete and has so many steps, each step as one line,
   * indented by its depth.
   */
  String journey(String user, int steps) {
    JsonNode whole =
        Await.present(
            Duration.ofMillis(250),
            () -> steps + " steps in " + read(user).toPrettyString(),
            () ->
                Optional.of(read(user))
                    .filter(
                        j -> j.path("complete").asBoolean() && j.path("steps").size() >= steps));
    StringBuilder rows = new StringBuilder();
    for (JsonNode step : whole.path("steps")) {
      String kind = step.path("kind").asString();
      rows.append("  ".repeat(step.path("depth").asInt()))
          .append(step.path("service").asString())
          .append(' ')
          .append(kind.equals("span") ? step.path("span_kind").asString() : kind)
          .append(' ')
          .append(step.path("correlation_id").asString())
          .append('\n');
    }
    whole.path("gaps").forEach(gap -> rows.append("gap ").append(gap).append('\n'));
    return rows.toString();
  }

  private JsonNode read(String user) {
    URI uri = URI.create(ready.group(4) + "/api/v1/journey?user=" + user);
    try {
      HttpResponse<String> response =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      return JsonMapper.shared().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
