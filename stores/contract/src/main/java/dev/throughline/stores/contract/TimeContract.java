package dev.throughline.stores.contract;

import static dev.throughline.stores.contract.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Bucket;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ranges of raw time, to the nanosecond, over any time an Instant can hold. */
interface TimeContract {
  Set<Handle> ALICE = Set.of(new Handle.User(UserRef.userId("alice")));

  StoreUnderTest store();

  @Test
  default void bothEndsOfARangeAreInside() {
    put("before", NOON.minusNanos(1));
    put("from", NOON);
    put("to", NOON.plusNanos(10));
    put("after", NOON.plusNanos(11));

    assertThat(between(NOON, NOON.plusNanos(10))).containsExactly("from", "to");
    assertThat(between(NOON, NOON)).containsExactly("from");
  }

  @Test
  default void findsOverManyDays() {
    for (int day = 0; day < 20; day++) {
      put("day-" + (10 + day), NOON.plus(Duration.ofDays(day)));
    }

    assertThat(between(Instant.MIN, Instant.MAX)).hasSize(20);
    assertThat(between(NOON.plus(Duration.ofDays(3)), NOON.plus(Duration.ofDays(5))))
        .containsExactly("day-13", "day-14", "day-15");
  }

  @Test
  default void keepsTimesThatNobodyCanBelieve() {
    List<Instant> odd =
        List.of(
            Instant.EPOCH,
            Instant.EPOCH.minusNanos(1),
            Instant.parse("1601-01-01T00:00:00Z"),
            Instant.parse("2262-04-11T23:47:16.854775807Z"),
            Instant.parse("2262-04-11T23:47:16.854775808Z"),
            Instant.parse("2300-01-01T00:00:00.000000001Z"),
            Instant.parse("9999-12-31T23:59:59.999999999Z"));
    for (Instant time : odd) {
      String id = "at-" + time;
      assertThat(Bucket.of(time, NOON)).isEqualTo(Bucket.OLD);
      store().write(Records.log(id, Records.user("alice"), time, NOON, "a line", Attributes.EMPTY));
    }

    for (Instant time : odd) {
      StoreUnderTest.Answer answer =
          store().read(ALICE, new TimeRange(time, time), Integer.MAX_VALUE);
      assertThat(answer.ids()).as("%s", time).containsExactly("at-" + time);
      assertThat(answer.signals().getFirst().time()).isEqualTo(time);
    }
    assertThat(between(Instant.MIN, Instant.MAX)).hasSize(odd.size());
  }

  @Test
  default void absorbsARedeliveryIntoTheBucketOfOldRecords() {
    var old =
        Records.log("old", Records.user("alice"), Instant.EPOCH, NOON, "a line", Attributes.EMPTY);
    store().write(old);
    store().write(old);

    assertThat(between(Instant.MIN, Instant.MAX)).containsExactly("old");
  }

  private void put(String id, Instant time) {
    store().write(Records.log(id, Records.user("alice"), time));
  }

  private List<String> between(Instant from, Instant to) {
    return store().read(ALICE, new TimeRange(from, to), Integer.MAX_VALUE).ids();
  }
}
