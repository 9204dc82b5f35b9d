package dev.throughline.stores.elasticsearch;

import dev.throughline.stores.elasticsearch.kit.ElasticsearchNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A node, talked to without the code under test; each test has its own prefix of indices on it. */
final class Cluster {
  private static final AtomicInteger PREFIXES = new AtomicInteger();

  private final ElasticsearchNode node;
  private final HttpClient http = HttpClient.newHttpClient();

  private Cluster(ElasticsearchNode node) {
    this.node = node;
  }

  static Cluster shared() {
    return of(ElasticsearchNode.shared());
  }

  static Cluster of(ElasticsearchNode node) {
    return new Cluster(node);
  }

  /** Options with a prefix that no other test uses. */
  ElasticsearchOptions fresh() {
    return options("index=test" + PREFIXES.incrementAndGet());
  }

  /** Keeps the records of the tests' day, which gets older. */
  ElasticsearchOptions options(String parameters) {
    return ElasticsearchOptions.parse("es:" + node.uri() + "?" + parameters, Map.of())
        .withRetention(Duration.ofDays(36_500));
  }

  /** Makes everything that was written visible. */
  void refresh(ElasticsearchOptions options) {
    call("POST", "/" + options.prefix() + "-*/_refresh", "");
  }

  /** The answer's body; fails when it is no success. */
  String call(String method, String path, String body) {
    URI uri = node.uri().resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new AssertionError(method + " " + path + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Drops the indices of a test, so that the node does not run out of shards. */
  void drop(ElasticsearchOptions options) {
    String names = call("GET", "/_cat/indices/" + options.prefix() + "-*?h=index", "");
    if (!names.isBlank()) {
      call("DELETE", "/" + names.strip().replaceAll("\\s+", ","), "");
    }
    String templates = call("GET", "/_index_template?filter_path=index_templates.name", "");
    if (templates.contains("\"" + options.prefix() + "\"")) {
      call("DELETE", "/_index_template/" + options.prefix(), "");
    }
  }
}
