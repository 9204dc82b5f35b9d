package dev.throughline.stores.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A handle is data, never a query, and is compared exactly. */
interface ExactnessContract {
  List<String> HOSTILE =
      List.of(
          "alice\" OR *:*",
          "alice*",
          "alic?",
          "*",
          "*:*",
          "[* TO *]",
          "/.*/",
          "alice~",
          "a/b",
          "a b",
          " alice",
          "alice ",
          "ALICE",
          "{\"match_all\":{}}",
          "\u00e4lice",
          "a\u0308lice",
          "\ud83d\ude80",
          "alice\u0000",
          "\u202ealice",
          "'; DROP TABLE users; --",
          "null");

  StoreUnderTest store();

  @Test
  default void aHostileHandleFindsNobodyElse() {
    store().write(Records.log("alice", everything("alice")));

    for (String hostile : HOSTILE) {
      for (Handle handle : handles(hostile)) {
        assertThat(store().read(handle).ids()).as("%s", handle).isEmpty();
      }
    }
  }

  @Test
  default void aHostileHandleFindsItsOwn() {
    for (int i = 0; i < HOSTILE.size(); i++) {
      store().write(Records.log("record-" + i, everything(HOSTILE.get(i))));
    }

    for (int i = 0; i < HOSTILE.size(); i++) {
      for (Handle handle : handles(HOSTILE.get(i))) {
        assertThat(store().read(handle).ids()).as("%s", handle).containsExactly("record-" + i);
      }
    }
  }

  @Test
  default void namespacesOfUsersAreApart() {
    store()
        .write(
            Records.log("id", users(new UserRef(UserRef.Namespace.USER_ID, "7"))),
            Records.log("name", users(new UserRef(UserRef.Namespace.USER_NAME, "7"))));

    assertThat(store().read(new Handle.User(UserRef.userId("7"))).ids()).containsExactly("id");
  }

  @Test
  default void aVeryLongIdIsFoundWhole() {
    String stem = "u".repeat(10_000);
    store()
        .write(
            Records.log("one", everything(stem + "1")), Records.log("two", everything(stem + "2")));

    for (Handle handle : handles(stem + "1")) {
      assertThat(store().read(handle).ids()).as(handle.getClass().getName()).containsExactly("one");
    }
  }

  @Test
  default void hostileTextIsSearchedAsItIs() {
    store()
        .write(
            Records.line("stars", "rated *:* by (all) [users] \\ /x/"),
            Records.line("plain", "rated by all users"));

    for (String text : List.of("*:*", "(all)", "[users]", "\\", "/x/")) {
      assertThat(store().read(new Handle.Text(text)).ids()).as(text).containsExactly("stars");
    }
  }

  @Test
  default void hostileFieldsAreFoundAsTheyAre() {
    for (String key : List.of("_id", "__proto__", "a.b.c", "a:b", "a=b", "\u00fc", "*")) {
      String id = "record" + key.hashCode();
      store().write(Records.log(id, Map.of(key, "v*\"")));

      assertThat(store().read(new Handle.Field(key, "v*\"")).ids()).as(key).containsExactly(id);
      assertThat(store().read(new Handle.Field(key, "v")).ids()).as(key).isEmpty();
    }
  }

  private static Ids everything(String value) {
    return Ids.builder()
        .user(value)
        .correlationId(value)
        .sessionId(value)
        .actorId(value)
        .messageIds(List.of(value))
        .build();
  }

  private static List<Handle> handles(String value) {
    return List.of(
        new Handle.User(UserRef.userId(value)),
        new Handle.Correlation(value),
        new Handle.Session(value),
        new Handle.Actor(value),
        new Handle.Message(value));
  }

  private static Ids users(UserRef user) {
    return Ids.builder().users(List.of(user)).build();
  }
}
