package dev.throughline.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.collector.intake.Letters;
import dev.throughline.formats.DeadLetterPageJson;
import dev.throughline.formats.DeadLetterPageJson.Letter;
import dev.throughline.formats.DeadLetterPageJson.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterApiTest {
  private static final String LETTERS = "/api/v1/dead-letters";
  private static final String ALICE = "{\"user\":{\"user.id\":\"alice\"}}";

  private RunningCollector collector;

  /** Three that would be stored now, one of them parked, and one that nobody can read. */
  @BeforeEach
  void start(@TempDir Path data) throws IOException {
    Letters.write(data, "alice", 1, 2, 1);
    Letters.write(data, "alice", 3, 1, 3);
    Letters.writeUnreadable(data, 4);
    collector = RunningCollector.start(data);
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private Page list(String parameters) {
    return new DeadLetterPageJson().readPage(collector.get(LETTERS + parameters).body());
  }

  private HttpResponse<byte[]> post(String action, String type, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(collector.query + LETTERS + "/" + action))
            .POST(BodyPublishers.ofString(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return collector.send(request.build());
  }

  private String done(String action, String choice) {
    HttpResponse<byte[]> answer = post(action, "application/json", choice);
    assertThat(answer.statusCode()).isEqualTo(200);
    return RunningCollector.text(answer);
  }

  @Test
  void theyAreListedPageByPageInTheOrderInWhichTheyWereQueued() {
    Page first = list("?limit=3");
    assertThat(first.count()).isEqualTo(4);
    assertThat(first.parked()).isEqualTo(1);
    assertThat(first.letters())
        .extracting(letter -> letter.id().substring(0, 2), Letter::attempts, Letter::parked)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("1-", 1, false),
            org.assertj.core.groups.Tuple.tuple("2-", 1, false),
            org.assertj.core.groups.Tuple.tuple("3-", 3, true));
    assertThat(first.letters()).extracting(Letter::service).containsOnly("shop");
    assertThat(first.letters()).extracting(Letter::record).containsOnlyNulls();
    assertThat(first.next()).isEqualTo(first.letters().getLast().id());
    Page rest = list("?after=" + first.next());
    assertThat(rest.letters()).singleElement().extracting(Letter::service).isEqualTo("");
    assertThat(rest.next()).isNull();
    assertThat(list("?reason=unreadable").letters()).isEqualTo(rest.letters());
  }

  @Test
  void oneIsShownWhole() {
    Letter listed = list("?limit=1").letters().getFirst();
    Letter shown =
        new DeadLetterPageJson().readLetter(collector.get(LETTERS + "/" + listed.id()).body());
    assertThat(shown.record()).startsWith("{\"v\"").contains("\"body\":\"alice-1\"");
    assertThat(shown.reason()).isEqualTo("mapper_parsing_exception");
    assertThat(collector.get(LETTERS + "/9-9-00000000").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"x", "..%2f..%2fcursor", "1-1-zz", "1-1", "-1-1-00000000"})
  void anIdIsNothingElse(String id) {
    assertThat(collector.get(LETTERS + "/" + id).statusCode()).isEqualTo(400);
  }

  @Test
  void allButTheParkedAreReplayedAndThoseWhenForced() {
    assertThat(done("replay", "{\"all\":true}"))
        .isEqualTo("{\"done\":3,\"under_way\":0,\"parked\":1}");
    collector.awaitRecords(2, ALICE);
    Await.until(() -> list("").count() == 2);
    assertThat(done("replay", "{\"reason\":\"mapper_parsing\",\"parked\":true}"))
        .isEqualTo("{\"done\":1,\"under_way\":0,\"parked\":0}");
    Await.until(() -> list("").count() == 1);
    assertThat(collector.awaitRecords(3, ALICE)).hasSize(3);
    Letter unreadable = list("").letters().getFirst();
    assertThat(unreadable.reason()).startsWith("unreadable: ");
    assertThat(unreadable.attempts()).isEqualTo(2);
    // A letter leaves before it is counted.
    awaitReplayed("stored", 3);
    awaitReplayed("rejected", 1);
  }

  private void awaitReplayed(String outcome, int letters) {
    String name = "throughline_dead_letters_replayed_total{outcome=\"%s\"}".formatted(outcome);
    assertThat(Await.until(() -> collector.metric(name), number -> number >= letters))
        .isEqualTo(letters);
  }

  @Test
  void droppedOnesAreGoneAndCounted() {
    String id = list("?reason=unreadable").letters().getFirst().id();
    assertThat(done("drop", "{\"ids\":[\"" + id + "\",\"9-9-00000000\"]}")).contains("\"done\":1");
    assertThat(done("drop", "{\"all\":true}")).contains("\"done\":3");
    assertThat(list("").letters()).isEmpty();
    assertThat(collector.metric("throughline_dead_letters_dropped_total")).isEqualTo(4);
    assertThat(collector.metric("throughline_dead_letters")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                          | expected exactly one of ids, reason and all",
        "{\"all\":false}             | expected exactly one of ids, reason and all",
        "{\"ids\":[]}                | expected exactly one of ids, reason and all",
        "{\"reason\":\"\"}           | expected exactly one of ids, reason and all",
        "{\"all\":true,\"reason\":\"x\"} | expected exactly one of ids, reason and all",
        "{\"everything\":true}       | unknown \\\"everything\\\"",
        "{\"ids\":[1]}               | expected VALUE_STRING",
        "{\"ids\":[\"../x\"]}        | is no dead letter's id",
        "{\"all\":true} x            | not JSON",
        "all                         | not JSON",
      })
  void aChoiceThatIsNotClearIsNone(String choice, String why) {
    for (String action : new String[] {"replay", "drop"}) {
      HttpResponse<byte[]> answer = post(action, "application/json", choice);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(RunningCollector.text(answer)).contains(why);
    }
    assertThat(list("").count()).isEqualTo(4);
  }

  /** These three types, or none, are all that a page of another origin can send unasked. */
  @ParameterizedTest
  @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "''"})
  void whatAForeignPageCanSendChangesNothing(String type) {
    for (String action : new String[] {"replay", "drop"}) {
      assertThat(post(action, type, "{\"all\":true}").statusCode()).isEqualTo(415);
    }
    assertThat(list("").count()).isEqualTo(4);
  }

  @Test
  void aForeignPageThatAsksFirstIsNotAllowed() {
    HttpRequest preflight =
        HttpRequest.newBuilder(URI.create(collector.query + LETTERS + "/drop"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", "https://evil.example")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type")
            .build();
    assertThat(collector.send(preflight).headers().map())
        .doesNotContainKey("access-control-allow-origin");
  }
}
