package dev.throughline.stores.elasticsearch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * What the cluster held at one moment, however long it takes to read it. Needs the right {@code
 * read} on the indices and no other.
 */
final class PointInTime implements AutoCloseable {
  private static final String KEEP_ALIVE = "1m";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final Connection connection;
  private final Instant openedAt;
  private String id;

  private PointInTime(Connection connection, String id, Instant openedAt) {
    this.connection = connection;
    this.id = id;
    this.openedAt = openedAt;
  }

  /**
   * Freezes what is searchable of some indices now; those that do not exist are empty.
   *
   * @throws IOException with one line that says why it could not be opened
   */
  static PointInTime open(Connection connection, String indices, InstantSource clock)
      throws IOException {
    Instant now = clock.instant();
    byte[] answer = Answers.required(ask(connection, indices), "reading " + indices);
    return new PointInTime(connection, id(answer), now);
  }

  /**
   * At midnight an index of a new day is there before its shard is; that takes a moment. And a
   * connection that was idle may have been closed on the other side, which shows when it is used.
   */
  private static Reply ask(Connection connection, String indices) throws IOException {
    Map<String, String> parameters =
        Map.of(
            "keep_alive", KEEP_ALIVE,
            "ignore_unavailable", "true",
            "allow_no_indices", "true");
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int attempt = 1; ; attempt++) {
      Reply reply = connection.send("POST", "/" + indices + "/_pit", parameters, null);
      boolean again =
          switch (reply) {
            case Reply.Answer answer -> answer.status() == 503 && System.nanoTime() < end;
            case Reply.Nothing nothing -> !nothing.lasting() && attempt == 1;
          };
      if (!again) {
        return reply;
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(BETWEEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String id(byte[] answer) throws IOException {
    try (JsonParser json = Json.parser(answer)) {
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        if (name.equals("id")) {
          return json.getString();
        }
        json.skipChildren();
      }
    } catch (JacksonException e) {
      throw new IOException("no point in time but " + Answers.shown(answer), e);
    }
    throw new IOException("no point in time but " + Answers.shown(answer));
  }

  /** When it was asked for, by our clock. */
  Instant openedAt() {
    return openedAt;
  }

  /**
   * Asks one question of it.
   *
   * @param members writes what the question is, beside the point in time itself
   * @throws IOException with one line that says why there is no answer
   * @throws AnswerTooLong when the answer has more bytes than are read
   */
  byte[] search(Consumer<JsonGenerator> members) throws IOException {
    byte[] body =
        Json.object(
            json -> {
              json.writeName("pit");
              json.writeStartObject();
              json.writeStringProperty("id", id);
              json.writeStringProperty("keep_alive", KEEP_ALIVE);
              json.writeEndObject();
              members.accept(json);
            });
    Map<String, String> whole = Map.of("allow_partial_search_results", "false");
    return Answers.required(connection.send("POST", "/_search", whole, body), "searching");
  }

  /** Goes on under the name that the last answer gave it. */
  void renamed(String next) {
    id = next;
  }

  @Override
  public void close() {
    connection.tidy("DELETE", "/_pit", Json.object(json -> json.writeStringProperty("id", id)));
  }
}
