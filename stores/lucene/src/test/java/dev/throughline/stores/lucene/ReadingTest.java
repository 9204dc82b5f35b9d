package dev.throughline.stores.lucene;

import static dev.throughline.stores.lucene.Samples.NOON;
import static dev.throughline.stores.lucene.Samples.batch;
import static dev.throughline.stores.lucene.Samples.ids;
import static dev.throughline.stores.lucene.Samples.log;
import static dev.throughline.stores.lucene.Samples.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.WriteResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {
  @TempDir Path dir;
  private LuceneStore store;

  @BeforeEach
  void open() throws IOException {
    store = LuceneStore.open(dir, new RecordCodec(), Samples.FOR_EVER);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Handle user(String name) {
    return new Handle.User(UserRef.userId(name));
  }

  @Test
  void a_record_comes_once_and_a_second_delivery_is_called_a_duplicate() {
    WriteResult first = store.write(batch(1, log("a", NOON), log("a", NOON)));
    assertThat(first)
        .isEqualTo(
            new WriteResult.Answered(
                List.of(new WriteResult.Stored(), new WriteResult.Duplicate())));
    assertThat(store.write(batch(2, log("a", NOON))))
        .isEqualTo(new WriteResult.Answered(List.of(new WriteResult.Duplicate())));
    assertThat(read(store, user("alice"))).containsExactly(log("a", NOON));
  }

  @Test
  void duplicates_are_known_beyond_what_is_remembered_and_after_opening_again() throws IOException {
    int many = 60_000;
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      signals.add(log("r" + i, NOON.plusMillis(i)));
    }
    store.write(batch(1, signals.toArray(Signal[]::new)));
    assertThat(store.write(batch(2, signals.getFirst(), signals.getLast())))
        .isEqualTo(
            new WriteResult.Answered(
                List.of(new WriteResult.Duplicate(), new WriteResult.Duplicate())));
    store.close();
    open();
    assertThat(store.write(batch(3, signals.getFirst(), signals.getLast())))
        .isEqualTo(
            new WriteResult.Answered(
                List.of(new WriteResult.Duplicate(), new WriteResult.Duplicate())));
    assertThat(read(store, user("alice"))).hasSize(many);
  }

  @Test
  void a_record_resent_when_its_day_is_no_longer_believable_still_comes_once() {
    store.write(batch(1, log("a", NOON)));
    store.write(batch(2, Samples.receivedAt(log("a", NOON), NOON.plus(Duration.ofDays(40)))));
    assertThat(read(store, user("alice"))).hasSize(1);
  }

  @Test
  void text_of_a_handle_is_never_a_query() {
    store.write(batch(1, log("a", NOON)));
    for (String hostile :
        List.of("alice\" OR *:*", "alice*", "a/b", "{\"match_all\":{}}", "*", ".*", "al?ce", "")) {
      if (!hostile.isEmpty()) {
        assertThat(read(store, user(hostile))).as(hostile).isEmpty();
      }
      assertThat(read(store, new Handle.Correlation(hostile))).as(hostile).isEmpty();
      assertThat(read(store, new Handle.Field("user.id", hostile))).as(hostile).isEmpty();
    }
    assertThat(read(store, new Handle.Text("*"))).isEmpty();
    assertThat(read(store, new Handle.Text(".*"))).isEmpty();
  }

  @Test
  void values_longer_than_a_term_are_found_exactly_and_show_nobody_else() {
    String longA = "x".repeat(40_000) + "a";
    String longB = "x".repeat(40_000) + "b";
    store.write(
        batch(
            1,
            log(
                "a",
                NOON,
                Ids.builder().user(longA).correlationId(longA).build(),
                "",
                Map.of("k", longA)),
            log(
                "b",
                NOON,
                Ids.builder().user(longB).correlationId(longB).build(),
                "",
                Map.of("k", longB))));
    assertThat(ids(read(store, user(longA)))).containsExactly("a");
    assertThat(ids(read(store, new Handle.Correlation(longB)))).containsExactly("b");
    assertThat(ids(read(store, new Handle.Field("k", longB)))).containsExactly("b");
    assertThat(store.users(TimeRange.ALL, 10).users())
        .extracting(seen -> seen.user().value())
        .containsExactlyInAnyOrder(longA, longB);
  }

  @Test
  void a_key_with_an_equals_sign_is_not_taken_for_another_key() {
    store.write(batch(1, log("a", NOON, Ids.NONE, "", Map.of("k=v", "w", "l", List.of("x", "y")))));
    assertThat(read(store, new Handle.Field("k", "v=w"))).isEmpty();
    assertThat(read(store, new Handle.Field("k=v", "w"))).hasSize(1);
    assertThat(read(store, new Handle.Field("l", "[x, y]"))).hasSize(1);
  }

  @Test
  void times_that_no_long_can_hold_are_kept_and_found_exactly() {
    Instant year9999 = Instant.parse("9999-12-31T23:59:59.999999999Z");
    Instant before = Instant.parse("-0100-01-01T00:00:00Z");
    store.write(batch(1, log("far", year9999), log("early", before), log("now", NOON)));
    assertThat(ids(read(store, user("alice"), new TimeRange(year9999, year9999))))
        .containsExactly("far");
    assertThat(ids(read(store, user("alice"), new TimeRange(year9999.plusNanos(1), Instant.MAX))))
        .isEmpty();
    assertThat(ids(read(store, user("alice"), new TimeRange(Instant.MIN, NOON))))
        .containsExactly("early", "now");
    var seen = store.users(TimeRange.ALL, 1).users().getFirst();
    assertThat(seen.firstSeen()).isEqualTo(before);
    assertThat(seen.lastSeen()).isEqualTo(year9999);
    assertThat(seen.records()).isEqualTo(3);
  }

  @Test
  void both_ends_of_a_range_belong_to_it() {
    store.write(batch(1, log("a", NOON), log("b", NOON.plusNanos(1)), log("c", NOON.plusNanos(2))));
    assertThat(ids(read(store, user("alice"), new TimeRange(NOON, NOON.plusNanos(1)))))
        .containsExactly("a", "b");
  }

  @Test
  void a_limit_that_cuts_says_so_and_one_that_fits_does_not() {
    store.write(batch(1, log("a", NOON), log("b", NOON), log("c", NOON.minus(Duration.ofDays(2)))));
    assertThat(result(2)).isEqualTo("2 true");
    assertThat(result(3)).isEqualTo("3 false");
  }

  private String result(int limit) {
    List<Signal> found = new ArrayList<>();
    ReadResult result =
        store.read(new Query(Set.of(user("alice")), TimeRange.ALL, limit), found::add);
    assertThat(result).isInstanceOf(ReadResult.Answered.class);
    return found.size() + " " + ((ReadResult.Answered) result).truncated();
  }

  @Test
  void no_handle_finds_nothing() {
    store.write(batch(1, log("a", NOON)));
    assertThat(store.read(Query.of(Set.of(), TimeRange.ALL), s -> {}))
        .isInstanceOfSatisfying(
            ReadResult.Answered.class, answer -> assertThat(answer.records()).isZero());
  }

  @Test
  void thousands_of_handles_are_one_read() {
    List<Signal> signals = new ArrayList<>();
    Set<Handle> handles = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      Ids ids = Ids.builder().correlationId("c" + i).build();
      signals.add(log("r" + i, NOON, ids, "", Map.of()));
      handles.add(new Handle.Correlation("c" + i * 2));
    }
    store.write(batch(1, signals.toArray(Signal[]::new)));
    List<Signal> found = new ArrayList<>();
    store.read(Query.of(handles, TimeRange.ALL), found::add);
    assertThat(found).hasSize(2_500);
  }

  @Test
  void a_hundred_thousand_attribute_keys_make_no_further_index_field() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      Map<String, Object> attributes = new TreeMap<>();
      for (int k = 0; k < 100; k++) {
        attributes.put("key" + i + "." + k, "v");
      }
      store.write(batch(i, log("r" + i, NOON, Ids.NONE, "", attributes)));
    }
    assertThat(ids(read(store, new Handle.Field("key999.99", "v")))).containsExactly("r999");
    store.close();
    try (DirectoryReader reader =
        DirectoryReader.open(FSDirectory.open(dir.resolve("2026-11-22")))) {
      assertThat(FieldInfos.getMergedFieldInfos(reader).size()).isLessThan(20);
    }
    open();
  }

  @Test
  void one_attribute_key_takes_text_numbers_and_lists_alike() {
    store.write(
        batch(
            1,
            log("s", NOON, Ids.NONE, "", Map.of("order", "4711")),
            log("n", NOON, Ids.NONE, "", Map.of("order", 4711L)),
            log("l", NOON, Ids.NONE, "", Map.of("order", List.of(4711L)))));
    assertThat(ids(read(store, new Handle.Field("order", "4711")))).containsExactly("n", "s");
  }

  @Test
  void users_are_counted_with_their_errors_the_last_seen_first() {
    Ids both =
        Ids.builder()
            .users(
                List.of(
                    UserRef.userId("bob"),
                    new UserRef(UserRef.Namespace.USER_EMAIL, "bob@example.org")))
            .build();
    store.write(
        batch(
            1,
            log("a", NOON),
            log("b", NOON.minusSeconds(5)),
            log("old", NOON.minus(Duration.ofDays(400))),
            log("c", NOON.plusSeconds(1), both, "", Map.of())));
    var page = store.users(new TimeRange(NOON.minusSeconds(60), NOON.plusSeconds(60)), 10);
    assertThat(page.complete()).isTrue();
    assertThat(page.users())
        .extracting(seen -> seen.user() + " " + seen.records() + " " + seen.firstSeen())
        .containsExactly(
            "user.id=bob 1 2026-11-22T12:00:01Z",
            "user.email=bob@example.org 1 2026-11-22T12:00:01Z",
            "user.id=alice 2 2026-11-22T11:59:55Z");
    assertThat(store.users(TimeRange.ALL, 1).complete()).isFalse();
    assertThat(store.users(TimeRange.ALL, 1).users()).hasSize(1);
  }

  @Test
  void a_closed_store_answers_that_it_is() {
    store.close();
    assertThat(store.read(Query.of(Set.of(user("alice")), TimeRange.ALL), s -> {}))
        .isInstanceOf(ReadResult.Failed.class);
  }
}
