package dev.throughline.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real collector in a process of its own, from its packaged jar. */
final class CollectorRun implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("ready intake=(http://\\S+) json=(\\S+) query=(http://\\S+)");

  private final Process process;
  private final String intake;
  private final String json;
  private final String query;
  private final HttpClient client = HttpClient.newHttpClient();

  private CollectorRun(Process process, Matcher ready) {
    this.process = process;
    this.intake = ready.group(1);
    this.json = ready.group(2);
    this.query = ready.group(3);
  }

  static CollectorRun start(Path folder) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("collector.classpath"),
            "dev.throughline.collector.Main",
            "--data",
            folder.resolve("data").toString(),
            "--intake-port=0",
            "--json-port=0",
            "--query-port=0");
    Path errors = folder.resolve("collector.err");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String line = FirstLine.of(process.inputReader());
    Matcher ready = READY.matcher(line == null ? "" : line);
    if (!ready.matches()) {
      process.destroy();
      throw new IOException("collector said \"" + line + "\"; " + Files.readString(errors));
    }
    return new CollectorRun(process, ready);
  }

  /** What a service must know to send to it. */
  Map<String, String> environment() {
    return Map.of("THROUGHLINE_JSON", json, "OTEL_EXPORTER_OTLP_ENDPOINT", intake);
  }

  /** The journey of one handle, for example {@code user} and {@code alice}. */
  ReadJourney journey(String handle, String value) throws IOException, InterruptedException {
    String path =
        "/api/v1/journey?" + handle + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(query + path)).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
    return Json.read(response.body(), ReadJourney.class);
  }

  @Override
  public void close() throws InterruptedException {
    process.toHandle().destroy();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
    client.close();
  }
}
