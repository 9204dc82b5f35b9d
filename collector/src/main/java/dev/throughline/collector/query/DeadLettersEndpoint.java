package dev.throughline.collector.query;

import dev.throughline.collector.http.JsonAnswer;
import dev.throughline.collector.intake.DeadLetter;
import dev.throughline.collector.intake.DeadLetters;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** {@code GET /api/v1/dead-letters?limit=}: what the store rejected, the oldest first. */
final class DeadLettersEndpoint implements Handler {
  private static final Set<String> PARAMETERS = Set.of("limit");
  private static final int USUAL_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final DeadLetters deadLetters;

  DeadLettersEndpoint(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  @Override
  public void handle(Context request) throws IOException {
    int limit = new Parameters(request, PARAMETERS).count("limit", USUAL_LIMIT, MAX_LIMIT);
    List<DeadLetter> letters = deadLetters.list(limit);
    JsonAnswer.send(
        request,
        json -> {
          json.writeNumberProperty("count", deadLetters.count());
          json.writeArrayPropertyStart("dead_letters");
          for (DeadLetter letter : letters) {
            json.writeStartObject();
            json.writeStringProperty("id", letter.sequence() + "-" + letter.ordinal());
            json.writeStringProperty("reason", letter.reason());
            json.writeNumberProperty("attempts", letter.attempts());
            json.writeStringProperty("at", letter.at().toString());
            json.writeStringProperty("record", new String(letter.record(), StandardCharsets.UTF_8));
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
