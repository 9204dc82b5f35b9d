package dev.throughline.stores.elasticsearch;

import static dev.throughline.stores.elasticsearch.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.journey.Journey;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import dev.throughline.stores.elasticsearch.kit.ElasticsearchNode;
import dev.throughline.stores.elasticsearch.kit.TestCa;
import dev.throughline.stores.elasticsearch.kit.User;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with passwords and TLS; the rights are those that docs/elasticsearch.md names. */
class SecurityIT {
  private static final User WRITER =
      new User(
          "writer",
          "writer-password",
          """
          {"cluster": ["manage_index_templates"], "indices": [{"names": ["throughline-*"], \
          "privileges": ["create_index", "create_doc", "read", "view_index_metadata", \
          "delete_index", "delete"]}]}""");
  private static final User READER =
      new User(
          "reader",
          "reader-password",
          """
          {"indices": [{"names": ["throughline-*"], "privileges": ["read"]}]}""");
  private static final User APPENDER =
      new User(
          "appender",
          "appender-password",
          """
          {"indices": [{"names": ["throughline-*"], "privileges": ["create_doc"]}]}""");
  private static final User NOBODY =
      new User(
          "nobody",
          "nobody-password",
          """
          {"cluster": []}""");

  private static ElasticsearchNode node;

  @BeforeAll
  static void start() {
    node = ElasticsearchNode.builder().security(WRITER, READER, APPENDER, NOBODY).start();
  }

  @AfterAll
  static void end() {
    node.close();
  }

  @Test
  void readingNeedsTheRightToReadAndNoOther() throws Exception {
    try (ElasticsearchStore store = ElasticsearchStore.open(as(WRITER))) {
      assertThat(store.write(batch("a")))
          .isEqualTo(new WriteResult.Answered(List.of(new WriteResult.Stored())));
      store.expireNow();
    }

    try (ElasticsearchReader reader = ElasticsearchReader.open(as(READER))) {
      Journey journey = awaitSteps(reader);
      assertThat(journey.steps()).hasSize(1);
      assertThat(journey.sources().getFirst().failure()).isNull();
      assertThat(reader.users(TimeRange.ALL, 10).users()).hasSize(1);
    }
  }

  @Test
  void whoMayNotReadIsToldSo() {
    try (ElasticsearchReader reader = ElasticsearchReader.open(as(NOBODY))) {
      assertThat(journey(reader).sources().getFirst().failure())
          .contains("a right is missing", "user [nobody]");
    }
  }

  @Test
  void aWriterWithoutTheRightForTemplatesIsRefusedInOneLine() {
    assertRefused(() -> ElasticsearchStore.open(as(READER)), "manage_index_templates", "[reader]");
  }

  @Test
  void aWriterThatMayNotMakeIndicesPauses() throws Exception {
    ElasticsearchOptions options = as(APPENDER, "index=throughline-b&install=false");
    try (ElasticsearchStore store = ElasticsearchStore.open(options)) {
      assertThat(store.write(batch("b")))
          .isInstanceOfSatisfying(
              WriteResult.Pause.class,
              pause -> assertThat(pause.reason()).contains("right", "[appender]"));
    }
  }

  @Test
  void aWrongPasswordIsRefusedInOneLine() {
    User wrong = new User("writer", "not-this", "{}");

    assertRefused(() -> ElasticsearchStore.open(as(wrong)), "wrong user, password or API key");
  }

  @Test
  void anUntrustedCertificateIsNamed(@TempDir Path folder) throws Exception {
    Path other =
        Files.writeString(folder.resolve("other.pem"), TestCa.create(folder).certificate());

    assertRefused(
        () -> ElasticsearchStore.open(options(WRITER, "")), "not trusted; name its authority");
    assertRefused(
        () -> ElasticsearchStore.open(options(WRITER, "ca=" + other)),
        "not signed by what ca= names");
    ElasticsearchStore.open(options(WRITER, "insecure=true")).close();
  }

  @Test
  void plainTextToAPortOfTlsIsNoLoss() throws Exception {
    URI plain = URI.create(node.uri().toString().replace("https", "http"));
    try (ElasticsearchStore store =
        ElasticsearchStore.open(ElasticsearchOptions.parse("es:" + plain, Map.of()))) {
      assertThat(store.write(batch("c"))).isInstanceOf(WriteResult.Retry.class);
    }
  }

  private static void assertRefused(ThrowingCallable open, String... parts) {
    assertThatThrownBy(open)
        .isInstanceOf(StoreRefused.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("password]")
        .hasMessageNotContaining("-password");
  }

  private static WriteBatch batch(String id) {
    return new WriteBatch(List.of(Records.log(id, NOON, NOON)), 1);
  }

  /**
   * A record can be read when the cluster has refreshed, which a reader has no right to ask for.
   */
  private static Journey awaitSteps(ElasticsearchReader reader) {
    Journey journey = journey(reader);
    for (long end = System.nanoTime() + 60_000_000_000L;
        journey.steps().isEmpty() && System.nanoTime() < end; ) {
      journey = journey(reader);
    }
    return journey;
  }

  private static Journey journey(ElasticsearchReader reader) {
    return new JourneyReader(List.of(reader))
        .read(Question.ofUser("alice", TimeRange.ALL), ReadOptions.DEFAULTS);
  }

  private static ElasticsearchOptions as(User user) {
    return as(user, "gzip=true");
  }

  private static ElasticsearchOptions as(User user, String more) {
    return options(user, "ca=" + node.ca() + "&" + more);
  }

  private static ElasticsearchOptions options(User user, String parameters) {
    String question = parameters.isEmpty() ? "" : "?" + parameters;
    String login = user.name() + ":" + user.password() + "@";
    String address = node.uri().toString().replace("https://", "https://" + login);
    return ElasticsearchOptions.parse("es:" + address + question, Map.of())
        .withRetention(Duration.ofDays(36_500));
  }
}
