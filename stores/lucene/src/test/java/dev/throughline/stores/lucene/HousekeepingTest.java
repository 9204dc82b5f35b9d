package dev.throughline.stores.lucene;

import static dev.throughline.stores.lucene.Samples.NOON;
import static dev.throughline.stores.lucene.Samples.batch;
import static dev.throughline.stores.lucene.Samples.ids;
import static dev.throughline.stores.lucene.Samples.log;
import static dev.throughline.stores.lucene.Samples.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Bucket;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.WriteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits and retention by hand: the store's own thread is set to sleep for a day. */
class HousekeepingTest {
  private static final Handle ALICE = new Handle.User(UserRef.userId("alice"));

  @TempDir Path dir;
  private final MovableClock clock = new MovableClock(NOON);
  private LuceneStore store;

  @BeforeEach
  void open() throws IOException {
    store = open(LuceneOptions.DEFAULT);
  }

  private LuceneStore open(LuceneOptions options) throws IOException {
    return LuceneStore.open(
        dir,
        new RecordCodec(),
        options
            .withClock(clock)
            .withCommitEvery(Duration.ofDays(1))
            .withRetention(Duration.ofDays(7)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void nothing_is_durable_before_the_commit_and_everything_after_it() throws IOException {
    assertThat(store.durableThrough()).isEqualTo(-1);
    store.write(batch(41, log("a", NOON)));
    assertThat(store.durableThrough()).isEqualTo(-1);
    store.commit();
    assertThat(store.durableThrough()).isEqualTo(41);
  }

  @Test
  void a_partition_without_news_holds_nothing_back() throws IOException {
    store.write(batch(1, log("a", NOON.minus(Duration.ofDays(1)))));
    store.commit();
    store.write(batch(2, log("b", NOON)));
    store.commit();
    assertThat(store.durableThrough()).isEqualTo(2);
  }

  @Test
  void duplicates_alone_move_the_durable_sequence() throws IOException {
    store.write(batch(1, log("a", NOON)));
    store.commit();
    store.write(batch(2, log("a", NOON)));
    store.commit();
    assertThat(store.durableThrough()).isEqualTo(2);
  }

  @Test
  void the_commit_data_of_one_partition_speaks_for_all() throws IOException {
    store.write(batch(5, log("a", NOON.minus(Duration.ofDays(1))), log("b", NOON)));
    clock.forward(Duration.ofSeconds(3));
    store.commit();
    CommitStamp first = stamp("2026-11-21");
    CommitStamp last = stamp("2026-11-22");
    assertThat(first.durableThrough()).isEqualTo(-1);
    assertThat(last.durableThrough()).isEqualTo(5);
    assertThat(last.asOf()).isEqualTo(NOON.plusSeconds(3));
    assertThat(last.round()).isGreaterThan(first.round());
  }

  @Test
  void a_store_opened_again_knows_how_far_it_was() throws IOException {
    store.write(batch(7, log("a", NOON)));
    store.close();
    store = open(LuceneOptions.DEFAULT);
    assertThat(store.durableThrough()).isEqualTo(7);
    assertThat(ids(read(store, ALICE))).containsExactly("a");
  }

  @Test
  void nothing_is_on_its_way_into_a_store_that_was_closed_in_order() throws IOException {
    store.write(batch(7, log("a", NOON)));
    store.close();
    Instant before = Instant.now();
    try (LuceneReader reader = LuceneReader.open(dir, new RecordCodec())) {
      assertThat(asOf(reader)).isAfterOrEqualTo(before);
    }
    store = open(LuceneOptions.DEFAULT);
    store.write(batch(8, log("b", NOON)));
    store.commit();
    try (LuceneReader reader = LuceneReader.open(dir, new RecordCodec())) {
      assertThat(asOf(reader)).isEqualTo(NOON);
    }
  }

  @Test
  void a_queue_that_starts_anew_takes_the_promise_back() throws IOException {
    store.write(batch(1_000, log("a", NOON)));
    store.commit();
    store.write(batch(3, log("b", NOON)));
    assertThat(store.durableThrough()).isEqualTo(-1);
    store.commit();
    assertThat(store.durableThrough()).isEqualTo(3);
    store.close();
    store = open(LuceneOptions.DEFAULT);
    assertThat(store.durableThrough()).isEqualTo(3);
  }

  @Test
  void another_process_sees_the_last_commit_and_up_to_when_it_is_true() throws IOException {
    try (LuceneReader reader = LuceneReader.open(dir, new RecordCodec())) {
      store.write(batch(1, log("a", NOON)));
      assertThat(read(reader, ALICE)).isEmpty();
      clock.forward(Duration.ofSeconds(1));
      store.commit();
      store.write(batch(2, log("b", NOON.minus(Duration.ofDays(1)))));
      assertThat(ids(read(reader, ALICE))).containsExactly("a");
      assertThat(asOf(reader)).isEqualTo(NOON.plusSeconds(1));
      clock.forward(Duration.ofSeconds(1));
      store.commit();
      assertThat(ids(read(reader, ALICE))).containsExactly("a", "b");
      assertThat(asOf(reader)).isEqualTo(NOON.plusSeconds(2));
      assertThat(reader.users(TimeRange.ALL, 5).users()).hasSize(1);
    }
  }

  @Test
  void a_store_without_news_says_so_now_and_then() throws IOException {
    store.write(batch(1, log("a", NOON)));
    store.commit();
    clock.forward(Duration.ofMinutes(5));
    store.commit();
    try (LuceneReader reader = LuceneReader.open(dir, new RecordCodec())) {
      assertThat(asOf(reader)).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
    }
  }

  @Test
  void a_day_is_dropped_when_all_of_it_is_too_old_and_readers_survive() throws IOException {
    try (LuceneReader reader = LuceneReader.open(dir, new RecordCodec())) {
      store.write(batch(1, log("a", NOON.minus(Duration.ofDays(6))), log("b", NOON)));
      store.commit();
      assertThat(read(reader, ALICE)).hasSize(2);
      store.expire();
      assertThat(read(store, ALICE)).hasSize(2);
      assertThat(keptSince(reader)).isNull();
      clock.forward(Duration.ofDays(2));
      store.expire();
      assertThat(ids(read(store, ALICE))).containsExactly("b");
      assertThat(ids(read(reader, ALICE))).containsExactly("b");
      assertThat(dir.resolve("2026-11-16")).doesNotExist();
      assertThat(keptSince(reader)).isEqualTo("2026-11-17T00:00:00Z");
      assertThat(keptSince(store)).isEqualTo("2026-11-17T00:00:00Z");
    }
  }

  @Test
  void a_read_under_way_goes_on_when_its_partition_is_dropped() throws IOException {
    List<Signal> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      many.add(log("r" + i, NOON));
    }
    store.write(batch(1, many.toArray(Signal[]::new)));
    store.commit();
    try (LuceneReader reader = LuceneReader.open(dir, new RecordCodec())) {
      assertThat(readWhileDropping(reader)).isEqualTo(5_000);
      assertThat(read(reader, ALICE)).isEmpty();
    }
  }

  private int readWhileDropping(LuceneReader reader) {
    List<Signal> found = new ArrayList<>();
    ReadResult result =
        reader.read(
            Query.of(Set.of(ALICE), TimeRange.ALL),
            signal -> {
              if (found.isEmpty()) {
                dropAll();
              }
              found.add(signal);
            });
    assertThat(result).isInstanceOf(ReadResult.Answered.class);
    return found.size();
  }

  private void dropAll() {
    clock.forward(Duration.ofDays(30));
    try {
      store.expire();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(Files.exists(dir.resolve("2026-11-22"))).isFalse();
  }

  @Test
  void records_with_odd_times_share_one_partition_and_expire_by_receipt() throws IOException {
    List<Signal> odd = new ArrayList<>();
    for (int year = 1970; year < 2300; year++) {
      odd.add(log("y" + year, Instant.parse(year + "-06-01T00:00:00Z")));
    }
    store.write(batch(1, odd.toArray(Signal[]::new)));
    store.write(
        batch(2, Samples.receivedAt(log("later", Instant.EPOCH), NOON.plus(Duration.ofDays(5)))));
    store.commit();
    try (StoreFolder folder = StoreFolder.forReading(dir)) {
      assertThat(folder.buckets()).containsExactly(Bucket.OLD);
    }
    assertThat(read(store, ALICE)).hasSize(331);
    clock.forward(Duration.ofDays(8));
    store.expire();
    assertThat(ids(read(store, ALICE))).containsExactly("later");
    assertThat(store.write(batch(3, odd.getFirst())))
        .isEqualTo(new WriteResult.Answered(List.of(new WriteResult.Stored())));
  }

  @Test
  void a_nearly_full_disk_pauses_the_store_before_anything_breaks() throws IOException {
    store.close();
    store = open(LuceneOptions.DEFAULT.withMinFreeBytes(Long.MAX_VALUE));
    assertThat(store.write(batch(1, log("a", NOON))))
        .isInstanceOfSatisfying(
            WriteResult.Pause.class,
            pause ->
                assertThat(pause.reason())
                    .contains("bytes are free under " + dir)
                    .contains("expected at least"));
  }

  private static @Nullable Instant keptSince(StoreReader reader) {
    return ((ReadResult.Answered) reader.read(Query.of(Set.of(), TimeRange.ALL), s -> {}))
        .keptSince();
  }

  private static Instant asOf(LuceneReader reader) {
    return ((ReadResult.Answered) reader.read(Query.of(Set.of(), TimeRange.ALL), s -> {})).asOf();
  }

  private CommitStamp stamp(String partition) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(dir.resolve(partition)))) {
      return CommitStamp.of(reader.getIndexCommit().getUserData());
    }
  }
}
