package dev.throughline.stores.elasticsearch.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeElasticsearchTest {
  private final FakeElasticsearch fake = FakeElasticsearch.start();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void end() {
    fake.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(fake.uri() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> create(String... ids) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String id : ids) {
      lines.append("{\"create\":{\"_index\":\"logs\",\"_id\":\"%s\"}}\n".formatted(id));
      lines.append("{\"x\":\"%s\"}\n".formatted(id));
    }
    return send("POST", "/_bulk", lines.toString());
  }

  @Test
  void anIdIsThereOnceUntilItsIndexRollsOver() throws IOException {
    assertThat(create("a", "b").body()).contains("\"errors\":false", "\"status\":201");
    assertThat(create("b", "c").body()).contains("\"errors\":true", "\"status\":409");
    assertThat(fake.documents().values())
        .containsOnly(List.of("{\"x\":\"a\"}"), List.of("{\"x\":\"b\"}"), List.of("{\"x\":\"c\"}"));
    fake.forgetIds();
    create("a");
    assertThat(fake.documents().get("a")).hasSize(2);
    assertThat(fake.indices()).containsExactly("logs");
  }

  @Test
  void aTemplateIsThereOnceItWasPut() throws IOException {
    assertThat(send("GET", "/_index_template/t", "").statusCode()).isEqualTo(404);
    send("PUT", "/_index_template/t", "{\"version\":7}");
    assertThat(send("GET", "/_index_template/t", "").body()).contains("\"version\":7");
    assertThat(send("GET", "/", "").headers().firstValue("X-Elastic-Product"))
        .hasValue("Elasticsearch");
  }

  @Test
  void whatIsNoBulkRequestIsRefused() throws IOException {
    assertThat(send("POST", "/_bulk", "").statusCode()).isEqualTo(400);
    assertThat(send("POST", "/_bulk", "hello\n").statusCode()).isEqualTo(400);
    assertThat(send("POST", "/_bulk", "{\"create\":{\"_id\":\"a\"}}\n").statusCode())
        .isEqualTo(400);
  }

  @Test
  void theScriptSaysWhatGoesWrong() throws IOException {
    fake.next(Fault.comeBack(429, 7), Fault.wrongCount(), Fault.halfAnswer(), Fault.limit(10));
    assertThat(create("a").headers().firstValue("Retry-After")).hasValue("7");
    assertThat(create("a", "b").body()).contains("\"a\"").doesNotContain("\"b\"");
    assertThat(create("c").body()).doesNotEndWith("}");
    assertThat(create("d").statusCode()).isEqualTo(413);
    assertThat(fake.documents()).containsOnlyKeys("a", "b", "c");
    fake.always(Fault.items(o -> o.id().equals("bad") ? ItemError.mapping() : null));
    assertThat(create("bad", "good").body()).contains("\"status\":400", "\"status\":201");
    fake.always(Fault.lostAnswer());
    assertThatThrownBy(() -> create("e")).isInstanceOf(IOException.class);
    fake.always(null);
    assertThat(create("e").body()).contains("\"status\":409");
    assertThat(fake.bulkCalls()).isEqualTo(7);
  }

  @Test
  void itComesBackWhereItWasWithWhatItHad() throws IOException {
    create("a");
    fake.shut();
    assertThatThrownBy(() -> create("b")).isInstanceOf(IOException.class);
    fake.open();
    create("a", "c");
    assertThat(fake.documents()).containsOnlyKeys("a", "c");
  }

  @Test
  void aPasswordKeepsStrangersOut() throws IOException {
    fake.password("writer", "secret");
    assertThat(create("a").statusCode()).isEqualTo(401);
    assertThat(fake.documents()).isEqualTo(Map.of());
    assertThat(fake.seen()).extracting(FakeElasticsearch.Seen::authorization).containsExactly("");
  }
}
