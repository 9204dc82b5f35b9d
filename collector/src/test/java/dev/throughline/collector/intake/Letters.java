package dev.throughline.collector.intake;

import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Dead letters that a collector finds when it starts, as an earlier run of it left them. */
public final class Letters {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private Letters() {}

  static Signal log(String body, String user) {
    return new LogRecord(
        new RecordId("id-" + body.substring(0, Math.min(40, body.length())).replace(' ', '-')),
        NOW,
        NOW,
        Resource.ofService("shop"),
        Ids.builder().user(user).build(),
        9,
        null,
        body,
        null,
        null,
        Attributes.EMPTY,
        "test");
  }

  /** Letters of good records of a user, each with its number as its body, rejected so often. */
  public static void write(Path data, String user, int from, int count, int attempts)
      throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      byte[] record = new RecordCodec().encode(log(user + "-" + i, user));
      letters.add(letter(i, record, attempts, "mapper_parsing_exception"));
    }
    add(data, letters);
  }

  /** A letter that nobody can read. */
  public static void writeUnreadable(Path data, int number) throws IOException {
    byte[] record = "not a record".getBytes(StandardCharsets.UTF_8);
    add(data, List.of(letter(number, record, 1, "unreadable: it is not JSON")));
  }

  private static DeadLetter letter(int number, byte[] record, int attempts, String reason) {
    return new DeadLetter(LetterId.of(number, 0, record), reason, attempts, NOW, NOW, record);
  }

  private static void add(Path data, List<DeadLetter> letters) throws IOException {
    try (DeadLetters all =
        DeadLetters.open(data.resolve("dead-letters"), Long.MAX_VALUE, news -> {})) {
      all.add(letters);
    }
  }
}
