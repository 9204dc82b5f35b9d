package dev.throughline.stores.elasticsearch;

import static dev.throughline.stores.elasticsearch.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Journey;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import dev.throughline.stores.elasticsearch.kit.ElasticsearchNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingIT {
  private static final Handle ALICE = new Handle.User(UserRef.userId("alice"));

  private final Cluster cluster = Cluster.shared();
  private final ElasticsearchOptions options = cluster.fresh();
  private ElasticsearchStore store;

  @BeforeEach
  void open() throws Exception {
    store = ElasticsearchStore.open(options);
  }

  @AfterEach
  void drop() {
    store.close();
    cluster.drop(options);
  }

  @Test
  void aSenderWithAnyDateMakesNoMoreThanTheAgreedIndicesAndLosesNothing() {
    Instant first = Instant.parse("1970-01-01T00:00:00Z");
    List<LogRecord> records =
        IntStream.range(0, 1_200)
            .mapToObj(i -> Records.log("r-" + i, first.plus(Duration.ofDays(100L * i)), NOON))
            .toList();
    write(records);

    assertThat(indices()).hasSizeLessThanOrEqualTo(33);
    assertThat(read(store, ALICE)).containsExactlyInAnyOrderElementsOf(records);
  }

  @Test
  void aHundredThousandKeysAreOneField() {
    List<LogRecord> records = new ArrayList<>();
    for (int record = 0; record < 1_000; record++) {
      Map<String, Object> fresh = new TreeMap<>();
      for (int key = 0; key < 100; key++) {
        fresh.put("key." + record + "." + key, (long) key);
      }
      records.add(Records.log("r-" + record, Attributes.of(fresh)));
    }
    write(records);

    String mapping = cluster.call("GET", "/" + options.prefix() + "-logs-2026.11.22/_mapping", "");
    assertThat(Pattern.compile("\"type\":").matcher(mapping).results().count()).isLessThan(100);
    assertThat(read(store, new Handle.Field("key.999.42", "42"))).containsExactly(records.get(999));
  }

  @Test
  void aRecordSentAgainWhenItsDayIsNoLongerBelievableIsGivenOnce() {
    LogRecord inTime = Records.log("again", NOON, NOON);
    LogRecord late = Records.log("again", NOON, NOON.plus(Duration.ofDays(40)));
    write(List.of(inTime));
    write(List.of(late, Records.log("old", NOON, NOON.plus(Duration.ofDays(40)))));

    assertThat(indices()).hasSize(2);
    assertThat(read(store, ALICE))
        .hasSize(2)
        .contains(inTime)
        .extracting(signal -> signal.recordId().value())
        .containsExactlyInAnyOrder("again", "old");
  }

  @Test
  void findsListsAndOddNumbersAndOddKeysByTheirText() {
    LogRecord odd =
        Records.log(
            "odd",
            Attributes.of(
                Map.of("list", List.of("a", 1L), "nan", Double.NaN, "k\0", "v", "e", 1.0E10)));
    write(List.of(odd, Records.log("other", Attributes.of(Map.of("list", List.of("a"))))));

    for (Handle handle :
        List.of(
            new Handle.Field("list", "[a, 1]"),
            new Handle.Field("nan", "NaN"),
            new Handle.Field("k\0", "v"),
            new Handle.Field("e", "1.0E10"))) {
      assertThat(read(store, handle)).as("%s", handle).containsExactly(odd);
    }
  }

  @Test
  void theNumberOfQuestionsDoesNotGrowWithTheStore() throws Exception {
    try (CountingProxy proxy = new CountingProxy(ElasticsearchNode.shared().uri());
        ElasticsearchReader reader =
            ElasticsearchReader.open(
                ElasticsearchOptions.parse(
                    "es:" + proxy.uri() + "?index=" + options.prefix(), Map.of()))) {
      write(strangers(0, 100));
      write(List.of(Records.log("a-1", NOON, NOON), Records.log("a-2", NOON, NOON)));
      Journey small = journey(reader);
      List<String> asked = proxy.seen();

      for (int from = 100; from < 20_000; from += 2_000) {
        write(strangers(from, 2_000));
      }
      Journey large = journey(reader);

      assertThat(small.steps()).hasSize(2);
      assertThat(large.steps()).hasSize(2);
      assertThat(proxy.seen()).isEqualTo(asked).hasSizeLessThan(20);
    }
  }

  @Test
  void readsALongAnswerInPages() throws Exception {
    try (CountingProxy proxy = new CountingProxy(ElasticsearchNode.shared().uri());
        ElasticsearchReader reader =
            ElasticsearchReader.open(
                ElasticsearchOptions.parse(
                    "es:" + proxy.uri() + "?index=" + options.prefix(), Map.of()))) {
      for (int from = 0; from < 12_000; from += 2_000) {
        write(strangers(from, 2_000));
      }
      Handle all = new Handle.Correlation("shared");

      assertThat(read(reader, all)).hasSize(12_000).doesNotHaveDuplicates();
      assertThat(proxy.seen())
          .as("pages of 1,000, 5,000, 5,000 and the rest")
          .containsExactly(
              "POST _pit",
              "POST _search",
              "POST _search",
              "POST _search",
              "POST _search",
              "DELETE _pit");
    }
  }

  @Test
  void closingEndsWhatIsBeingReadAndGivesTheClusterItsMemoryBack() throws Exception {
    for (int from = 0; from < 4_000; from += 2_000) {
      write(strangers(from, 2_000));
    }
    ElasticsearchReader reader = ElasticsearchReader.open(options);
    Query all = Query.of(Set.of(new Handle.Correlation("shared")), TimeRange.ALL);
    Thread[] closer = new Thread[1];

    ReadResult result =
        reader.read(
            all,
            signal -> {
              if (closer[0] == null) {
                closer[0] = Thread.ofPlatform().start(reader::close);
                // It waits for this read when it has cancelled what is under way.
                while (closer[0].getState() != Thread.State.TIMED_WAITING
                    && closer[0].getState() != Thread.State.TERMINATED) {
                  Thread.onSpinWait();
                }
              }
            });
    closer[0].join();

    assertThat(result)
        .isInstanceOfSatisfying(
            ReadResult.Failed.class, failed -> assertThat(failed.reason()).contains("cancelled"));
    awaitNoOpenContext();
    assertThat(reader.read(all, signal -> {})).isInstanceOf(ReadResult.Failed.class);
  }

  /** Who closes waits for that a few seconds at most; a cluster that is slower does it later. */
  private void awaitNoOpenContext() {
    String path = "/_nodes/stats/indices/search?filter_path=**.open_contexts";
    String stats = cluster.call("GET", path, "");
    for (long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        !stats.contains("\"open_contexts\":0") && System.nanoTime() < end; ) {
      stats = cluster.call("GET", path, "");
    }
    assertThat(stats).contains("\"open_contexts\":0");
  }

  private static Journey journey(ElasticsearchReader reader) {
    return new JourneyReader(List.of(reader))
        .read(Question.ofUser("alice", TimeRange.ALL), ReadOptions.DEFAULTS);
  }

  private static List<LogRecord> strangers(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(
            i ->
                Records.log(
                    "s-" + i,
                    Ids.builder().user("u-" + i % 50).correlationId("shared").build(),
                    NOON.plusMillis(i),
                    NOON,
                    Attributes.EMPTY))
        .toList();
  }

  private List<String> indices() {
    return cluster
        .call("GET", "/_cat/indices/" + options.prefix() + "-*?h=index", "")
        .lines()
        .toList();
  }

  private void write(List<? extends Signal> records) {
    WriteBatch batch = new WriteBatch(List.copyOf(records), 1);
    WriteResult result = store.write(batch);
    for (long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        result instanceof WriteResult.Retry && System.nanoTime() < end; ) {
      result = store.write(batch);
    }
    assertThat(result)
        .isInstanceOfSatisfying(
            WriteResult.Answered.class,
            answered -> assertThat(answered.outcomes()).containsOnly(new WriteResult.Stored()));
    cluster.refresh(options);
  }

  private static List<Signal> read(
      dev.throughline.journey.store.StoreReader reader, Handle handle) {
    List<Signal> signals = new ArrayList<>();
    ReadResult result = reader.read(Query.of(Set.of(handle), TimeRange.ALL), signals::add);
    assertThat(result).isInstanceOf(ReadResult.Answered.class);
    return signals;
  }
}
