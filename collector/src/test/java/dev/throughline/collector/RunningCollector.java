package dev.throughline.collector;

import dev.throughline.collector.queue.QueueOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** A collector in this process, on free ports, and a client to talk to it. */
final class RunningCollector implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("ready intake=(http://\\S+:\\d+) json=\\S+:(\\d+) query=(http://\\S+:\\d+)");

  private final Collector collector;
  private final HttpClient client = HttpClient.newHttpClient();
  final String intake;
  final String query;
  final int linePort;

  private RunningCollector(Collector collector) {
    this.collector = collector;
    Matcher ready = READY.matcher(collector.ready());
    if (!ready.matches()) {
      throw new AssertionError(collector.ready());
    }
    intake = ready.group(1);
    linePort = Integer.parseInt(ready.group(2));
    query = ready.group(3);
  }

  static CollectorOptions options(Path data) {
    return new CollectorOptions(
        data,
        new StoreChoice.Embedded(),
        "127.0.0.1",
        0,
        0,
        0,
        false,
        Set.of("collector.example"),
        Set.of("https://shop.example"),
        Duration.ofDays(36_500),
        QueueOptions.DEFAULT.withMinFreeBytes(0),
        Duration.ZERO);
  }

  static RunningCollector start(Path data) {
    try {
      return new RunningCollector(Collector.start(options(data)));
    } catch (StartRefused | IOException e) {
      throw new AssertionError(e);
    }
  }

  int intakePort() {
    return URI.create(intake).getPort();
  }

  HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(intake + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<byte[]> post(String path, String type, String body, String... headers) {
    return post(path, type, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  HttpResponse<byte[]> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(query + path)).build());
  }

  HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The lines of the answer to a query: records, and last the summary. */
  List<String> records(String anyOf) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(query + "/api/v1/records"))
            .POST(BodyPublishers.ofString("{\"any_of\":[" + anyOf + "]}"))
            .build();
    return text(send(request)).lines().toList();
  }

  /** The records that name a handle, once there are as many as expected. */
  List<String> awaitRecords(int count, String anyOf) {
    return Await.until(
        () -> records(anyOf).stream().filter(line -> line.startsWith("{\"v\"")).toList(),
        records -> records.size() >= count);
  }

  /** Returns when everything that was taken is stored, and counted. */
  void awaitDrained() {
    Await.until(() -> metric("throughline_queue_frames"), frames -> frames == 0);
  }

  double metric(String name) {
    return text(get("/metrics"))
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    client.close();
    try {
      collector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
