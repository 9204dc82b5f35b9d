package dev.throughline.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryApiTest {
  private RunningCollector collector;

  @BeforeAll
  void start(@TempDir Path data) {
    collector = RunningCollector.start(data);
    String lines =
        """
        {"message":"signed in","user_id":"alice","session_id":"s1","service.name":"auth","level":"INFO"}
        {"message":"card refused","user_id":"alice","service.name":"payments","level":"ERROR"}
        {"message":"signed in","user_id":"bob","service.name":"auth","level":"INFO"}
        """;
    collector.post("/lines", "application/x-ndjson", lines);
    collector.awaitDrained();
  }

  @AfterAll
  void stop() {
    collector.close();
  }

  @Test
  void recordsEndWithALineThatSaysHow() {
    List<String> lines = collector.records("{\"user\":{\"user.id\":\"alice\"}}");
    assertThat(lines).hasSize(3);
    assertThat(lines.getLast())
        .startsWith("{\"result\":\"answered\",\"records\":2,\"truncated\":false,\"as_of\":\"");
  }

  @Test
  void aProcessIsAskedForWhatItWrote() {
    String look =
        """
        {"stays":[{"clock":"payments","service":"payments","instance":"payments",
                   "from":"2020-01-01T00:00:00Z","to":"2100-01-01T00:00:00Z"}]}
        """;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(collector.query + "/api/v1/processes"))
            .POST(BodyPublishers.ofString(look))
            .build();
    assertThat(RunningCollector.text(collector.send(request)))
        .contains("card refused", "\"result\":\"answered\",\"records\":1")
        .doesNotContain("signed in");
  }

  @ParameterizedTest
  @CsvSource({"'alice\\\" OR *:*'", "alice*", "a/b", "'{\\\"match_all\\\":{}}'"})
  void aNameIsANameAndNoQuery(String name) {
    assertThat(collector.records("{\"user\":{\"user.id\":\"" + name + "\"}}"))
        .singleElement()
        .asString()
        .contains("\"records\":0");
  }

  @Test
  void usersWereSeen() {
    assertThat(RunningCollector.text(collector.get("/api/v1/users")))
        .contains("\"user\":\"alice\",\"namespace\":\"user.id\",\"records\":2,\"errors\":1")
        .contains("\"user\":\"bob\"")
        .contains("\"complete\":true");
    assertThat(RunningCollector.text(collector.get("/api/v1/users?limit=1")))
        .contains("\"complete\":false");
  }

  @Test
  void aJourneyIsOfOnePerson() {
    String journey = RunningCollector.text(collector.get("/api/v1/journey?user=alice"));
    assertThat(journey)
        .startsWith("{\"schema\":\"throughline.journey/1\",\"subject\":{\"user\":[\"alice\"]}")
        .contains("card refused")
        .doesNotContain("bob");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/journey                            | nobody is asked for",
        "/api/v1/journey?usr=alice                  | unknown parameter \\\"usr\\\"",
        "/api/v1/journey?user=                      | user is empty",
        "/api/v1/journey?user=a&from=yesterday      | from is \\\"yesterday\\\", expected RFC 3339",
        "/api/v1/journey?user=a&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z | ends before it starts",
        "/api/v1/journey?user=a&whole=maybe         | expected true or false",
        "/api/v1/journey?field=x                    | expected key=value",
        "/api/v1/journey?trace=xyz                  | expected 32 lower-case hex digits",
        "/api/v1/users?limit=1000000000             | expected a number from 1 to 100000",
        "/api/v1/users?limit=-1                     | expected a number from 1 to",
        "/api/v1/dead-letters?limit=0               | expected a number from 1 to 1000",
      })
  void aWrongQuestionIsSaidToBeOne(String path, String why) {
    HttpResponse<byte[]> answer = collector.get(path);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(RunningCollector.text(answer)).startsWith("{\"error\":\"").contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json                                       | 400",
        "{}                                             | 400",
        "{\"any_of\":[]}                                | 400",
        "{\"any_of\":[{\"nobody\":\"x\"}]}              | 400",
        "{\"any_of\":[{\"session\":\"x\"}],\"limit\":0} | 400",
      })
  void aWrongQueryIsSaidToBeOne(String query, int status) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(collector.query + "/api/v1/records"))
            .POST(BodyPublishers.ofString(query))
            .build();
    assertThat(collector.send(request).statusCode()).isEqualTo(status);
  }

  @Test
  void thereAreNoDeadLetters() {
    assertThat(RunningCollector.text(collector.get("/api/v1/dead-letters")))
        .isEqualTo("{\"count\":0,\"parked\":0,\"dead_letters\":[]}");
  }

  @Test
  void itIsReadyAndHasNumbers() {
    assertThat(RunningCollector.text(collector.get("/health/live")))
        .isEqualTo("{\"status\":\"live\"}");
    assertThat(RunningCollector.text(collector.get("/health/ready")))
        .isEqualTo("{\"status\":\"ready\",\"reasons\":[]}");
    assertThat(collector.metric("throughline_store_records_total{outcome=\"stored\"}"))
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,200",
    "LOCALHOST:7070,200",
    "127.0.0.1:1,200",
    "[::1]:7070,200",
    "collector.example,200",
    "evil.example,403",
    "127.0.0.1.evil.example,403",
    "localhost.evil.example:7070,403",
  })
  void anAnswerIsForThisHostOnly(String host, int status) throws IOException {
    for (String path : List.of("/api/v1/users", "/metrics", "/health/ready", "/nothing")) {
      String answer =
          raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      String expected = path.equals("/nothing") && status == 200 ? "404" : Integer.toString(status);
      assertThat(answer)
          .startsWith("HTTP/1.1 " + expected + " ")
          .contains("Content-Security-Policy: default-src 'none'", "nosniff", "no-referrer");
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", URI.create(collector.query).getPort())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
