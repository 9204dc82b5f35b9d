package dev.throughline.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An Elasticsearch node as plain HTTP clients see it. */
final class NodeUnderLoad implements AutoCloseable {
  private static final Duration GUARD = Duration.ofMinutes(3);
  private static final int PAGE = 5_000;
  private static final Set<String> GIVEN_BY_THE_NODE =
      Set.of("uuid", "version", "creation_date", "provided_name", "resize", "routing");

  private final JsonMapper json = JsonMapper.shared();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI node;

  NodeUnderLoad(URI node) {
    this.node = node;
  }

  /** A document as it lies in the node. */
  record Stored(String id, String source) {}

  /** All documents of some indices. */
  List<Stored> documents(String indices) throws IOException, InterruptedException {
    List<Stored> documents = new ArrayList<>();
    JsonNode page = call("POST", "/" + indices + "/_search?scroll=1m", "{\"size\":" + PAGE + "}");
    while (!page.at("/hits/hits").isEmpty()) {
      for (JsonNode hit : page.at("/hits/hits")) {
        documents.add(new Stored(hit.get("_id").asString(), hit.get("_source").toString()));
      }
      ObjectNode next = json.createObjectNode();
      next.put("scroll", "1m").put("scroll_id", page.get("_scroll_id").asString());
      page = call("POST", "/_search/scroll", next.toString());
    }
    return documents;
  }

  /** The name of one of some indices. */
  String first(String indices) throws IOException, InterruptedException {
    return call("GET", "/" + indices + "/_settings", null).propertyNames().iterator().next();
  }

  /** Makes an empty index that has another one's mapping and settings. */
  void like(String model, String index) throws IOException, InterruptedException {
    delete(index);
    JsonNode mappings = call("GET", "/" + model + "/_mapping", null).iterator().next();
    JsonNode settings = call("GET", "/" + model + "/_settings", null).iterator().next();
    ObjectNode ours = (ObjectNode) settings.at("/settings/index");
    ours.remove(GIVEN_BY_THE_NODE);
    ObjectNode body = json.createObjectNode();
    body.set("mappings", mappings.get("mappings"));
    body.putObject("settings").set("index", ours);
    call("PUT", "/" + index, body.toString());
  }

  /** Makes an empty index with the engine's own defaults: every field as it comes. */
  void dynamic(String index) throws IOException, InterruptedException {
    delete(index);
    call("PUT", "/" + index, "{\"settings\":{\"index.mapping.total_fields.limit\":10000}}");
  }

  /** Bodies of {@code _bulk} that create the documents under their ids. */
  static List<byte[]> bulks(List<Stored> documents, int perBulk) {
    List<byte[]> bodies = new ArrayList<>();
    for (int from = 0; from < documents.size(); from += perBulk) {
      StringBuilder body = new StringBuilder();
      for (Stored document : documents.subList(from, Math.min(documents.size(), from + perBulk))) {
        body.append("{\"create\":{\"_id\":\"").append(document.id()).append("\"}}\n");
        body.append(document.source()).append('\n');
      }
      bodies.add(body.toString().getBytes(StandardCharsets.UTF_8));
    }
    return bodies;
  }

  /** Several clients, each waiting for its answer before it sends on; answers are only counted. */
  Duration load(String index, List<byte[]> bodies, int senders, long documents)
      throws IOException, InterruptedException {
    ConcurrentLinkedQueue<byte[]> waiting = new ConcurrentLinkedQueue<>(bodies);
    long start = System.nanoTime();
    List<Thread> threads =
        IntStream.range(0, senders)
            .mapToObj(i -> Thread.startVirtualThread(() -> send(index, waiting)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    return awaitCount(index, documents, start);
  }

  private void send(String index, ConcurrentLinkedQueue<byte[]> bodies) {
    for (byte[] body = bodies.poll(); body != null; body = bodies.poll()) {
      HttpRequest request =
          HttpRequest.newBuilder(node.resolve("/" + index + "/_bulk"))
              .header("Content-Type", "application/x-ndjson")
              .POST(BodyPublishers.ofByteArray(body))
              .build();
      try {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("\"errors\":false")) {
          throw new IllegalStateException(
              answer.statusCode() + ": " + answer.body().substring(0, 500));
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** How long after {@code start} that many documents can be searched. */
  Duration awaitCount(String indices, long documents, long start)
      throws IOException, InterruptedException {
    long seen = count(indices);
    while (seen < documents) {
      if (System.nanoTime() - start > GUARD.toNanos()) {
        throw new IllegalStateException(seen + " of " + documents + " after " + GUARD);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      seen = count(indices);
    }
    if (seen > documents) {
      throw new IllegalStateException(seen + " documents, sent were " + documents);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private long count(String indices) throws IOException, InterruptedException {
    // Elasticsearch answers 503 for the moment in which an index is being made.
    HttpResponse<byte[]> answer =
        ask("GET", "/" + indices + "/_count?ignore_unavailable=true", null);
    return answer.statusCode() == 503 ? 0 : read(answer).get("count").asLong();
  }

  /** Bytes on disk once nothing is left to merge. */
  long bytes(String indices) throws IOException, InterruptedException {
    call("POST", "/" + indices + "/_forcemerge?max_num_segments=1&flush=true", null);
    call("POST", "/" + indices + "/_refresh", null);
    return call("GET", "/" + indices + "/_stats/store", null)
        .at("/_all/primaries/store/size_in_bytes")
        .asLong();
  }

  void delete(String indices) throws IOException, InterruptedException {
    JsonNode present =
        call(
            "GET",
            "/" + indices + "/_settings?ignore_unavailable=true&allow_no_indices=true",
            null);
    for (String index : present.propertyNames()) {
      call("DELETE", "/" + index, null);
    }
  }

  private JsonNode call(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    return read(ask(method, path, body));
  }

  private HttpResponse<byte[]> ask(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private JsonNode read(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() >= 300) {
      throw new IOException(
          answer.uri() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return json.readTree(answer.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
