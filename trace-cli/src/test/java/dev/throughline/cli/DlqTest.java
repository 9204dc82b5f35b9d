package dev.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.throughline.formats.DeadLetterChoiceJson;
import dev.throughline.formats.DeadLetterChoiceJson.Choice;
import dev.throughline.formats.DeadLetterChoiceJson.Result;
import dev.throughline.formats.DeadLetterPageJson;
import dev.throughline.formats.DeadLetterPageJson.Letter;
import dev.throughline.formats.DeadLetterPageJson.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dlq commands against a port that answers as a collector's does. */
class DlqTest {
  private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

  private final List<String> asked = new ArrayList<>();
  private HttpServer collector;

  @BeforeEach
  void listen() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  private static Letter letter(String id, String service, String reason, @Nullable String record) {
    int attempts = reason.contains("still") ? 3 : 1;
    return new Letter(
        id, AT.minusSeconds(60), AT, service, attempts, attempts == 3, reason, record);
  }

  private void answer(int status, byte[]... bodies) {
    List<byte[]> left = new ArrayList<>(List.of(bodies));
    collector.createContext(
        "/",
        request -> {
          asked.add(line(request));
          byte[] body = left.size() > 1 ? left.removeFirst() : left.getFirst();
          request.sendResponseHeaders(status, body.length);
          try (OutputStream out = request.getResponseBody()) {
            out.write(body);
          }
        });
  }

  private static String line(HttpExchange request) throws IOException {
    String body = new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String type = request.getRequestHeaders().getFirst("Content-Type");
    return request.getRequestMethod()
        + " "
        + request.getRequestURI()
        + (type == null ? "" : " " + type + " " + body);
  }

  private static byte[] page(@Nullable String next, Letter... letters) {
    return new DeadLetterPageJson().write(new Page(4, 1, List.of(letters), next));
  }

  private CommandRun dlq(String... args) {
    List<String> all = new ArrayList<>(List.of("dlq"));
    all.addAll(List.of(args));
    all.addAll(List.of("--source", "http://127.0.0.1:" + collector.getAddress().getPort()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void theListIsATable() {
    answer(
        200,
        page(
            "2-0-00000002",
            letter("1-0-00000001", "cart", "a field\u001b[2J", null),
            letter("2-0-00000002", "", "still bad", null)));
    CommandRun run = dlq("list", "--limit", "2", "--reason", "a&b");
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            ID            REJECTED             SERVICE  ATTEMPTS  REASON
            1-0-00000001  2026-11-22 12:00:00  cart     1         a field\\x1b[2J
            2-0-00000002  2026-11-22 12:00:00  ?        3 parked  still bad
            4 in all, 1 parked; the next: --after 2-0-00000002
            """);
    assertThat(asked).containsExactly("GET /api/v1/dead-letters?limit=2&reason=a%26b");
  }

  @Test
  void aLongListIsReadPageByPage() {
    answer(
        200,
        page("1-0-00000001", letter("1-0-00000001", "cart", "bad", null)),
        page(null, letter("2-0-00000002", "cart", "bad", null)));
    CommandRun run = dlq("list", "--limit", "5000", "--json");
    Page whole = new DeadLetterPageJson().readPage(run.out().getBytes(StandardCharsets.UTF_8));
    assertThat(whole.letters())
        .extracting(Letter::id)
        .containsExactly("1-0-00000001", "2-0-00000002");
    assertThat(whole.next()).isNull();
    assertThat(asked)
        .containsExactly(
            "GET /api/v1/dead-letters?limit=1000",
            "GET /api/v1/dead-letters?limit=1000&after=1-0-00000001");
  }

  @Test
  void noneIsNothingFound() {
    answer(200, new DeadLetterPageJson().write(new Page(0, 0, List.of(), null)));
    CommandRun run = dlq("list");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("there are no dead letters");
  }

  @Test
  void oneIsShownWithItsRecord() {
    answer(200, new DeadLetterPageJson().write(letter("1-0-00000001", "cart", "bad", "{\"v\":1}")));
    CommandRun run = dlq("show", "1-0-00000001");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("reason    bad\n", "record    {\"v\":1}\n", "rejected  1 times");
    assertThat(asked).containsExactly("GET /api/v1/dead-letters/1-0-00000001");
  }

  @Test
  void oneThatIsGoneIsNotFound() {
    answer(404, "{\"error\":\"there is no such dead letter\"}".getBytes(StandardCharsets.UTF_8));
    CommandRun run = dlq("show", "../x");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(asked).containsExactly("GET /api/v1/dead-letters/..%2Fx");
  }

  @Test
  void aReplaySaysWhatBecameOfIt() {
    answer(200, new DeadLetterChoiceJson().write(new Result(2, 1, 1, null)));
    CommandRun run = dlq("replay", "--all");
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .isEqualTo("2 queued again, 1 were already, 1 parked (--parked tries those too)\n");
    dlq("replay", "1-0-00000001", "--parked");
    assertThat(asked)
        .containsExactly(
            "POST /api/v1/dead-letters/replay application/json {\"all\":true}",
            "POST /api/v1/dead-letters/replay application/json"
                + " {\"ids\":[\"1-0-00000001\"],\"parked\":true}");
  }

  @Test
  void droppingWantsAYes() {
    answer(200, new DeadLetterChoiceJson().write(new Result(2, 0, 0, null)));
    CommandRun unsure = dlq("drop", "--reason", "bad");
    assertThat(unsure.exit()).isEqualTo(2);
    assertThat(unsure.err()).contains("--yes");
    assertThat(asked).isEmpty();
    assertThat(dlq("drop", "--reason", "bad", "--yes").out()).isEqualTo("2 dropped\n");
    assertThat(asked)
        .containsExactly("POST /api/v1/dead-letters/drop application/json {\"reason\":\"bad\"}");
  }

  @Test
  void aQueueThatTakesNoMoreIsNoAnswer() {
    answer(503, new DeadLetterChoiceJson().write(new Result(500, 0, 0, "the queue is full")));
    CommandRun run = dlq("replay", "--all");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("503", "the queue is full", "\"done\":500");
  }

  @Test
  void anotherKindOfServerIsNotMistakenForACollector() {
    answer(200, "<html>It works!</html>".getBytes(StandardCharsets.UTF_8));
    for (String[] command : new String[][] {{"list"}, {"show", "x"}, {"replay", "--all"}}) {
      CommandRun run = dlq(command);
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err().lines()).singleElement().asString().contains("none of a collector");
    }
  }

  @Test
  void aChoiceIsWrittenAsItIsRead() {
    DeadLetterChoiceJson json = new DeadLetterChoiceJson();
    for (Choice choice :
        List.of(
            new Choice(List.of("a", "b"), null, false, true),
            new Choice(List.of(), "x", false, false),
            new Choice(List.of(), null, true, false))) {
      assertThat(json.readChoice(json.write(choice))).isEqualTo(choice);
    }
  }
}
