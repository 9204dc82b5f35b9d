package dev.throughline.stores.contract;

import static dev.throughline.stores.contract.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Severity;
import dev.throughline.journey.store.ProcessReader.Extent;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.ProcessReader.Process;
import dev.throughline.journey.store.ProcessReader.Stay;
import dev.throughline.journey.store.Stays;
import dev.throughline.journey.store.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What processes wrote, ids or not; for stores that are {@code ProcessReader}s. */
interface ProcessContract {
  Resource SHOP_1 = process("shop", "shop-1", "host-1");
  Resource SHOP_2 = process("shop", "shop-2", "host-1");

  /** Another machine may give its process the same name. */
  Resource SHOP_1_ELSEWHERE = process("shop", "shop-1", "host-2");

  /** Service and instance, run together, are those of {@link #SHOP_1}. */
  Resource ALIKE = process("shopshop", "-1", "host-1");

  StoreUnderTest store();

  @Test
  default void givesWhatOneProcessWroteAndNothingOfOthers() {
    write("named", SHOP_1, Records.user("alice"), NOON);
    write("nameless", SHOP_1, Ids.NONE, NOON);
    write("second", SHOP_2, Ids.NONE, NOON);
    write("elsewhere", SHOP_1_ELSEWHERE, Ids.NONE, NOON);
    write("alike", ALIKE, Ids.NONE, NOON);

    assertThat(look(Extent.EVERYTHING, stay(SHOP_1, 0, 1)))
        .containsExactlyInAnyOrder("named", "nameless");
    assertThat(look(Extent.WITHOUT_IDS, stay(SHOP_1, 0, 1))).containsExactly("nameless");
    assertThat(look(Extent.WITHOUT_IDS, stay(SHOP_1, 0, 1), stay(SHOP_2, 0, 1)))
        .containsExactlyInAnyOrder("nameless", "second");
  }

  @Test
  default void findsSpansByTheirStart() {
    store().write(Records.fullSpan("span"), Records.bareSpan("other"));

    assertThat(look(Extent.EVERYTHING, stay(Records.fullSpan("span").resource(), 0, 0)))
        .containsExactly("span");
  }

  @Test
  default void keepsToTheNanosecondOfEachStay() {
    for (int nanos = 0; nanos < 10; nanos++) {
      write("at-" + nanos, SHOP_1, Ids.NONE, NOON.plusNanos(nanos));
    }
    for (Extent extent : Extent.values()) {
      assertThat(look(extent, stay(SHOP_1, 1, 2), stay(SHOP_1, 5, 5), stay(SHOP_1, 8, 20)))
          .containsExactlyInAnyOrder("at-1", "at-2", "at-5", "at-8", "at-9");
    }
  }

  @Test
  default void answersForManyStaysOverManyDaysAtOnce() {
    List<Stay> stays = new ArrayList<>();
    for (int hour = 0; hour < 1500; hour++) {
      Instant time = NOON.plusSeconds(3600L * hour);
      if (hour % 500 == 0) {
        write("during-" + hour, SHOP_1, Ids.NONE, time);
        write("between-" + hour, SHOP_1, Ids.NONE, time.plusSeconds(60));
      }
      stays.add(new Stay(Process.of(SHOP_1), new TimeRange(time, time.plusSeconds(1))));
    }

    assertThat(look(Extent.WITHOUT_IDS, stays.toArray(Stay[]::new)))
        .containsExactlyInAnyOrder("during-0", "during-500", "during-1000");
  }

  @Test
  default void saysWhenALimitCutWhatAProcessWrote() {
    for (int i = 0; i < 5; i++) {
      write("r-" + i, SHOP_1, Ids.NONE, NOON);
    }
    Stays stays = Stays.of(List.of(stay(SHOP_1, 0, 0)));

    StoreUnderTest.Answer cut = store().look(new Look(stays, Extent.EVERYTHING, 3));
    StoreUnderTest.Answer whole = store().look(new Look(stays, Extent.EVERYTHING, 5));

    assertThat(cut.ids()).hasSize(3);
    assertThat(cut.end().truncated()).isTrue();
    assertThat(whole.ids()).hasSize(5);
    assertThat(whole.end().truncated()).isFalse();
  }

  private static Resource process(String service, String instance, String host) {
    return new Resource(service, instance, null, null, host, null, null, Attributes.EMPTY);
  }

  private static Stay stay(Resource resource, long fromNanos, long toNanos) {
    TimeRange range = new TimeRange(NOON.plusNanos(fromNanos), NOON.plusNanos(toNanos));
    return new Stay(Process.of(resource), range);
  }

  private List<String> look(Extent extent, Stay... stays) {
    return store().look(new Look(Stays.of(List.of(stays)), extent, Integer.MAX_VALUE)).ids();
  }

  private void write(String id, Resource resource, Ids ids, Instant time) {
    store()
        .write(
            new LogRecord(
                new RecordId(id),
                time,
                time,
                resource,
                ids,
                Severity.INFO,
                null,
                "a line",
                null,
                null,
                Attributes.EMPTY,
                "test"));
  }
}
