package dev.throughline.stores.elasticsearch;

import static dev.throughline.stores.elasticsearch.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import dev.throughline.journey.store.WriteResult.Duplicate;
import dev.throughline.journey.store.WriteResult.Outcome;
import dev.throughline.journey.store.WriteResult.Rejected;
import dev.throughline.journey.store.WriteResult.Stored;
import dev.throughline.stores.elasticsearch.kit.FakeElasticsearch;
import dev.throughline.stores.elasticsearch.kit.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a batch, whatever the cluster says to it. */
class BulkTest {
  private final FakeElasticsearch fake = FakeElasticsearch.start();
  private ElasticsearchStore store;

  @BeforeEach
  void open() throws Exception {
    store = ElasticsearchStore.open(options(fake.uri()));
  }

  @AfterEach
  void close() {
    store.close();
    fake.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          201 |                                  |                                          | Stored
          409 | version_conflict_engine_exception | [1]: version conflict                   | Duplicate
          400 | document_parsing_exception       | failed to parse field [x]                | Rejected
          400 | illegal_argument_exception       | Limit of total fields [300] exceeded     | Rejected
          413 | too_large                        | too large                                | Rejected
          400 | validation_exception             | this action would add [2] shards, but .. | Hold
          401 | security_exception               | unable to authenticate                   | Hold
          403 | security_exception               | is unauthorized                          | Hold
          403 | cluster_block_exception          | index [x] blocked by: [FORBIDDEN/5/..]   | Hold
          404 | index_not_found_exception        | no such index [x]                        | Hold
          429 | cluster_block_exception          | disk usage exceeded flood-stage          | Hold
          429 | es_rejected_execution_exception  | rejected execution                       | Again
          429 | circuit_breaking_exception       | [parent] Data too large                  | Again
          500 | null_pointer_exception           | a bug                                    | Again
          503 | unavailable_shards_exception     | primary shard is not active              | Again
          """)
  void everyItemHasItsVerdict(int status, String type, String reason, String expected) {
    Verdict verdict =
        Verdict.of(new Failure(status, type == null ? "" : type, reason == null ? "" : reason));

    Object shown = verdict instanceof Verdict.Final known ? known.outcome() : verdict;
    assertThat(shown.getClass().getSimpleName()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "200, '{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":409}}]}', Items",
    "200, '{\"items\":[{\"create\":{\"status\":201}}]}', Retry",
    "200, '{\"items\":[{\"create\":{\"sta', Retry",
    "200, '{}', Retry",
    "200, '[]', Retry",
    "200, '<html>', Retry",
    "200, '', Retry",
    "204, '', Retry",
    "301, '', Pause",
    "307, '', Pause",
    "400, '{\"error\":{\"type\":\"x\",\"reason\":\"y\"},\"status\":400}', Unreadable",
    "401, '', Pause",
    "403, '', Pause",
    "404, '', Pause",
    "405, '', Pause",
    "408, '', Retry",
    "413, '<html>', TooLarge",
    "429, '', Retry",
    "500, '', Retry",
    "502, '<html>', Retry",
    "503, '', Retry",
    "504, '', Retry"
  })
  void everyAnswerHasItsMeaning(int status, String body, String expected) {
    BulkReply reply =
        BulkReply.of(new Reply.Answer(status, body.getBytes(), Duration.ofSeconds(3), null), 2);

    Object shown = reply instanceof BulkReply.Trouble trouble ? trouble.result() : reply;
    assertThat(shown.getClass().getSimpleName()).isEqualTo(expected);
    if (shown instanceof WriteResult.Retry retry) {
      assertThat(retry.after()).isEqualTo(Duration.ofSeconds(3));
    }
  }

  @Test
  void onePoisonousDocumentIsFoundInFewCalls() {
    List<LogRecord> records = records(500);
    fake.always(Fault.poison("r-123\""));

    List<Outcome> outcomes = answered(store.write(new WriteBatch(List.copyOf(records), 1)));

    assertThat(outcomes.get(123)).isInstanceOf(Rejected.class);
    assertThat(outcomes).filteredOn(Stored.class::isInstance).hasSize(499);
    assertThat(fake.bulkCalls()).isLessThanOrEqualTo((int) (2 * Math.log(500) / Math.log(2)) + 2);
  }

  @Test
  void aClusterThatCanReadNothingIsNoReasonToBuryEverything() {
    fake.always(Fault.status(400, "illegal_argument_exception", "request [/_bulk] contains ..."));

    assertThat(store.write(new WriteBatch(List.copyOf(records(100)), 1)))
        .isInstanceOfSatisfying(
            WriteResult.Pause.class,
            pause -> assertThat(pause.reason()).contains("whatever is sent is answered so: "));
    assertThat(store.obstacle()).contains("whatever is sent");
    assertThat(store.durableThrough()).isEqualTo(-1);
  }

  @Test
  void whatIsTooLargeIsHalvedUntilItFits() {
    fake.always(Fault.limit(8_000));
    LogRecord huge = Records.log("huge", Attributes.of(Map.of("value", "x".repeat(10_000))));
    List<LogRecord> records =
        IntStream.range(0, 101).mapToObj(i -> i == 50 ? huge : records(101).get(i)).toList();

    List<Outcome> outcomes = answered(store.write(new WriteBatch(List.copyOf(records), 1)));

    assertThat(outcomes.get(50)).isInstanceOf(Rejected.class);
    assertThat(outcomes).filteredOn(Stored.class::isInstance).hasSize(100);
  }

  @Test
  void aLostAnswerCostsNothingAndDoublesNothing() {
    fake.next(Fault.lostAnswer());
    WriteBatch batch = new WriteBatch(List.copyOf(records(10)), 5);

    assertThat(store.write(batch)).isInstanceOf(WriteResult.Retry.class);
    assertThat(store.durableThrough()).isEqualTo(-1);
    assertThat(answered(store.write(batch))).containsOnly(new Duplicate());
    assertThat(store.durableThrough()).isEqualTo(5);
    assertThat(fake.documents())
        .hasSize(10)
        .allSatisfy((id, copies) -> assertThat(copies).hasSize(1));
  }

  @Test
  void whatNobodyAnswersIsNamed() throws Exception {
    fake.shut();
    // Whether it is the open connection that breaks or a new one that is refused is up to the host.
    assertThat(store.write(new WriteBatch(List.copyOf(records(1)), 1)))
        .isInstanceOfSatisfying(
            WriteResult.Retry.class,
            retry -> assertThat(retry.reason()).startsWith(fake.uri() + ": "));

    try (ElasticsearchStore away = ElasticsearchStore.open(options(fake.uri()))) {
      assertThat(away.obstacle()).isEqualTo(fake.uri() + ": nothing listens there");
      fake.open();
      assertThat(answered(away.write(new WriteBatch(List.copyOf(records(1)), 1))))
          .containsExactly(new Stored());
      assertThat(away.obstacle()).isNull();
    }
  }

  @Test
  void aHostThatDoesNotExistIsNamed() {
    try (Connection connection =
        Connection.to(options(URI.create("http://no-such-host.invalid:9200")))) {
      assertThat(connection.send("GET", "/", Map.of(), null))
          .isEqualTo(
              new Reply.Nothing(
                  "http://no-such-host.invalid:9200: there is no host of that name", true, false));
    }
  }

  @Test
  void theTemplateIsSeenToWithoutWaitingForTheFirstRecord() {
    try (ElasticsearchStore beside = ElasticsearchStore.connect(options(fake.uri(), "beside"))) {
      assertThat(beside.durableThrough()).isEqualTo(-1);
      assertTimeoutPreemptively(
          Duration.ofMinutes(1),
          () -> {
            while (fake.seen().stream().noneMatch(BulkTest::isInstallation)) {
              Thread.onSpinWait();
            }
          });
    }
  }

  private static boolean isInstallation(FakeElasticsearch.Seen seen) {
    return seen.method().equals("PUT") && seen.path().equals("/_index_template/beside");
  }

  @Test
  void anAnswerThatComesTooLateIsNotWaitedFor() {
    CountDownLatch never = new CountDownLatch(1);
    byte[] lines = BulkItem.of(0, Records.log("late", NOON, NOON), "logs").lines();
    fake.always(Fault.slow(never));
    try (Connection connection = Connection.to(options(fake.uri()), Duration.ofSeconds(1))) {
      assertThat(connection.sendLines("/_bulk", Map.of(), lines))
          .isInstanceOfSatisfying(
              Reply.Nothing.class,
              nothing -> assertThat(nothing.why()).startsWith(fake.uri() + " "));
    } finally {
      never.countDown();
    }
  }

  @Test
  void aRequestUnderWayCanBeCancelled() {
    CountDownLatch never = new CountDownLatch(1);
    fake.always(Fault.slow(never));
    byte[] lines = BulkItem.of(0, Records.log("waiting", NOON, NOON), "logs").lines();
    try (Connection connection = Connection.to(options(fake.uri()))) {
      Thread.ofVirtual()
          .start(
              () -> {
                while (fake.bulkCalls() == 0) {
                  Thread.yield();
                }
                connection.cancel();
              });

      assertThat(connection.sendLines("/_bulk", Map.of(), lines))
          .isEqualTo(new Reply.Nothing(fake.uri() + ": cancelled", false, false));
      assertThat(connection.send("GET", "/", Map.of(), null)).isInstanceOf(Reply.Nothing.class);
    } finally {
      never.countDown();
    }
  }

  @Test
  void anAnswerThatNeverEndsIsLeft() {
    fake.always(Fault.endless());

    assertThat(store.write(new WriteBatch(List.copyOf(records(1)), 1)))
        .isInstanceOfSatisfying(
            WriteResult.Retry.class,
            retry -> assertThat(retry.reason()).contains("answered more than 64 MB"));
  }

  private static ElasticsearchOptions options(URI uri) {
    return options(uri, "throughline");
  }

  private static ElasticsearchOptions options(URI uri, String prefix) {
    return ElasticsearchOptions.parse("es:" + uri + "?index=" + prefix, Map.of());
  }

  private static List<LogRecord> records(int count) {
    return IntStream.range(0, count).mapToObj(i -> Records.log("r-" + i, NOON, NOON)).toList();
  }

  private static List<Outcome> answered(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Answered.class);
    return ((WriteResult.Answered) result).outcomes();
  }
}
