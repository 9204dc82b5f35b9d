package dev.throughline.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinesHttpTest {
  private static final String NDJSON = "application/x-ndjson";

  private RunningCollector collector;

  @BeforeAll
  void start(@TempDir Path data) {
    collector = RunningCollector.start(data);
  }

  @AfterAll
  void stop() {
    collector.close();
  }

  @Test
  void goodLinesAreKeptAndBadOnesNamed() {
    HttpResponse<byte[]> answer =
        collector.post(
            "/lines",
            NDJSON,
            "{\"message\":\"one\",\"user_id\":\"mixed\"}\r\n\n{oops\n[1]\n"
                + "{\"message\":\"two\",\"user_id\":\"mixed\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(RunningCollector.text(answer))
        .startsWith("{\"accepted\":2,\"refused\":2,\"errors\":[{\"index\":1,\"reason\":\"")
        .contains("{\"index\":2,\"reason\":\"")
        .doesNotContain("oops");
    assertThat(collector.awaitRecords(2, "{\"user\":{\"user.id\":\"mixed\"}}")).hasSize(2);
  }

  @Test
  void whenNoLineIsGoodTheRequestIsNotEither() {
    assertThat(collector.post("/lines", NDJSON, "nonsense\n").statusCode()).isEqualTo(400);
    assertThat(collector.post("/lines", NDJSON, "\n\n").statusCode()).isEqualTo(200);
  }

  @Test
  void aFormOfAWebPageIsNotTaken() {
    HttpResponse<byte[]> answer =
        collector.post("/lines", "text/plain", "{\"message\":\"forged\",\"user_id\":\"forged\"}");
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(RunningCollector.text(answer)).contains("expected application/x-ndjson");
  }

  @Test
  void equalLinesOfOneRequestStayTwoAndItsRepetitionAddsNone() {
    String line =
        "{\"message\":\"twin\",\"user_id\":\"twin\",\"@timestamp\":\"2026-11-22T10:00:00Z\"}\n";
    for (int i = 0; i < 3; i++) {
      assertThat(collector.post("/lines", NDJSON, line + line).statusCode()).isEqualTo(200);
    }
    collector.awaitDrained();
    assertThat(collector.awaitRecords(2, "{\"user\":{\"user.id\":\"twin\"}}")).hasSize(2);
    assertThat(collector.metric("throughline_store_records_total{outcome=\"duplicate\"}"))
        .isEqualTo(4);
  }

  @Test
  void theFirstErrorsOfManyAreNamed() {
    String lines =
        IntStream.range(0, 1000).mapToObj(i -> "bad " + i).collect(Collectors.joining("\n"));
    String answer = RunningCollector.text(collector.post("/lines", NDJSON, lines));
    assertThat(answer).contains("\"refused\":1000").contains("\"index\":99");
    assertThat(answer).doesNotContain("\"index\":100");
  }
}
