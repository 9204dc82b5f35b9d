package dev.throughline.stores.contract;

import static dev.throughline.stores.contract.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory.UserPage;
import dev.throughline.journey.store.UserDirectory.UserSeen;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who was seen, how often, and when. */
interface DirectoryContract {
  StoreUnderTest store();

  @Test
  default void countsEachUserOnce() {
    Instant later = NOON.plusSeconds(60);
    store().write(Records.log("a-1", Records.user("alice")));
    store().write(Records.error("a-2", Records.user("alice"), later));
    store().write(Records.error("a-2", Records.user("alice"), later));
    store().write(Records.log("b-1", Records.user("bob"), NOON.plusSeconds(30)));

    UserPage page = store().users().users(TimeRange.ALL, 10);

    assertThat(page.complete()).isTrue();
    assertThat(page.users())
        .containsExactly(
            new UserSeen(UserRef.userId("alice"), 2, 1, NOON, later),
            new UserSeen(UserRef.userId("bob"), 1, 0, NOON.plusSeconds(30), NOON.plusSeconds(30)));
  }

  @Test
  default void countsWithinTheRangeOnly() {
    store()
        .write(
            Records.log("a-1", Records.user("alice")),
            Records.log("a-2", Records.user("alice"), NOON.plusSeconds(60)),
            Records.log("b-1", Records.user("bob"), NOON.plusSeconds(90)));

    assertThat(store().users().users(new TimeRange(NOON, NOON.plusSeconds(1)), 10).users())
        .containsExactly(new UserSeen(UserRef.userId("alice"), 1, 0, NOON, NOON));
  }

  @Test
  default void listsEveryNamespace() {
    store().write(Records.fullSpan("full"));

    assertThat(store().users().users(TimeRange.ALL, 10).users())
        .extracting(seen -> seen.user().toString())
        .containsExactlyInAnyOrder("user.id=4711", "user.email=alice@example.com");
  }

  @Test
  default void saysWhenTheListIsCut() {
    store()
        .write(
            Records.log("a", Records.user("alice")),
            Records.log("b", Records.user("bob"), NOON.plusSeconds(1)));

    UserPage page = store().users().users(TimeRange.ALL, 1);

    assertThat(page.complete()).isFalse();
    assertThat(page.users()).extracting(seen -> seen.user().value()).containsExactly("bob");
  }
}
