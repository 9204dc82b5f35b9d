package dev.throughline.stores.elasticsearch.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ElasticsearchNodeIT {
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void keepsPortAndDataThroughAKill() throws Exception {
    try (ElasticsearchNode node = ElasticsearchNode.builder().start()) {
      URI uri = node.uri();
      assertThat(send("PUT", uri.resolve("/a/_doc/1"), "{\"x\":1}").statusCode()).isEqualTo(201);

      node.kill();
      Assertions.assertThatThrownBy(() -> send("GET", uri.resolve("/a/_doc/1"), ""))
          .isInstanceOf(ConnectException.class);
      node.start();

      assertThat(node.uri()).isEqualTo(uri);
      send("GET", uri.resolve("/_cluster/health/a?wait_for_status=yellow&timeout=60s"), "");
      assertThat(send("GET", uri.resolve("/a/_doc/1"), "").statusCode()).isEqualTo(200);
    }
  }

  private HttpResponse<String> send(String method, URI uri, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
