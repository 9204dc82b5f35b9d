package dev.throughline.stores.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.StoreReader.Capability;
import dev.throughline.journey.store.TimeRange;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Finding: by every kind of handle, everything that names it and nothing else. */
interface HandleContract {
  StoreUnderTest store();

  @Test
  default void canFindByEverything() {
    assertThat(store().reader().capabilities()).containsExactlyInAnyOrder(Capability.values());
  }

  @Test
  default void findsByEveryKindOfHandle() {
    store().write(Records.fullSpan("full"), Records.log("none", Ids.NONE));

    for (Handle handle :
        List.of(
            new Handle.Trace(Records.TRACE),
            new Handle.Correlation("order:4711/a+b=c@d"),
            new Handle.Session("s-2"),
            new Handle.User(UserRef.userId("4711")),
            new Handle.User(new UserRef(UserRef.Namespace.USER_EMAIL, "alice@example.com")),
            new Handle.Actor("support-1"),
            new Handle.Message("m-2"),
            new Handle.LinkTo(Records.OTHER_TRACE),
            new Handle.Record(new RecordId("full")),
            new Handle.Field("yes", "true"))) {
      assertThat(store().read(handle).ids()).as("%s", handle).containsExactly("full");
    }
  }

  @Test
  default void findsTheSessionThatContinuesAnother() {
    store().write(Records.fullSpan("full"));

    assertThat(store().read(new Handle.Session("s-1")).ids()).containsExactly("full");
  }

  @Test
  default void findsFieldsByTheTextOfTheirValue() {
    store()
        .write(
            Records.log("text", Map.of("order_id", "4711")),
            Records.log("long", Map.of("order_id", 4711L)),
            Records.log("double", Map.of("order_id", 4711.5)),
            Records.log("other-key", Map.of("order", "4711")));

    assertThat(store().read(new Handle.Field("order_id", "4711")).ids())
        .containsExactly("long", "text");
    assertThat(store().read(new Handle.Field("order_id", "4711.5")).ids())
        .containsExactly("double");
  }

  @Test
  default void findsTextWithoutRegardToCase() {
    store()
        .write(
            Records.line("match", "Card REFUSED by the bank"),
            Records.line("unicode", "Z\u00dcRICH refused"),
            Records.line("other", "card accepted"));

    assertThat(store().read(new Handle.Text("card refused")).ids()).containsExactly("match");
    assertThat(store().read(new Handle.Text("z\u00fcrich")).ids()).containsExactly("unicode");
    assertThat(store().read(new Handle.Text("ard acc")).ids()).containsExactly("other");
  }

  @Test
  default void findsNothingByAHandleNobodyNames() {
    store().write(Records.fullSpan("full"));

    assertThat(store().read(new Handle.Trace(Records.OTHER_TRACE)).ids()).isEmpty();
    assertThat(store().read(Set.of(), TimeRange.ALL, 10).ids()).isEmpty();
  }

  @Test
  default void givesARecordOnceThatSeveralHandlesName() {
    store().write(Records.fullSpan("full"), Records.log("bob", Records.user("bob")));

    StoreUnderTest.Answer answer =
        store()
            .read(
                new Handle.Trace(Records.TRACE),
                new Handle.Session("s-2"),
                new Handle.Field("yes", "true"),
                new Handle.User(UserRef.userId("bob")));

    assertThat(answer.ids()).containsExactly("bob", "full");
    assertThat(answer.end().records()).isEqualTo(2);
  }

  @Test
  default void saysWhenALimitCut() {
    store()
        .write(
            Records.log("a", Records.user("alice")),
            Records.log("b", Records.user("alice")),
            Records.log("c", Records.user("alice")));
    Set<Handle> alice = Set.of(new Handle.User(UserRef.userId("alice")));

    assertThat(store().read(alice, TimeRange.ALL, 2).ids()).hasSize(2);
    assertThat(store().read(alice, TimeRange.ALL, 2).end().truncated()).isTrue();
    assertThat(store().read(alice, TimeRange.ALL, 3).end().truncated()).isFalse();
    assertThat(store().read(alice, TimeRange.ALL, 3).ids()).hasSize(3);
  }

  @Test
  default void takesManyHandlesInOneQuestion() {
    store().write(Records.log("c-999", Ids.builder().correlationId("c-999").build()));
    Set<Handle> many = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      many.add(new Handle.Correlation("c-" + i));
    }

    assertThat(store().read(many, TimeRange.ALL, 10).ids()).containsExactly("c-999");
  }
}
