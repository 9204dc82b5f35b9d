package dev.throughline.collector.query;

import dev.throughline.collector.http.JsonAnswer;
import dev.throughline.collector.http.MediaType;
import dev.throughline.collector.intake.DeadLetter;
import dev.throughline.collector.intake.DeadLetters;
import dev.throughline.collector.intake.LetterId;
import dev.throughline.collector.intake.Replays;
import dev.throughline.formats.DeadLetterChoiceJson;
import dev.throughline.formats.DeadLetterChoiceJson.Choice;
import dev.throughline.formats.DeadLetterPageJson;
import dev.throughline.formats.DeadLetterPageJson.Letter;
import dev.throughline.formats.DeadLetterPageJson.Page;
import dev.throughline.journey.store.SignalCodec;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store rejected: listed, shown, tried again, dropped.
 *
 * <p>What changes something is a POST of JSON: a page of another origin cannot send that without
 * asking first, and nobody answers that question.
 */
final class DeadLettersEndpoint {
  private static final Logger log = LoggerFactory.getLogger(DeadLettersEndpoint.class);
  private static final Set<String> PARAMETERS = Set.of("limit", "after", "reason");
  private static final int USUAL_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  private static final int MAX_CHOICE_BYTES = 1024 * 1024;

  private final DeadLetters letters;
  private final Replays replays;
  private final SignalCodec codec;

  DeadLettersEndpoint(DeadLetters letters, Replays replays, SignalCodec codec) {
    this.letters = letters;
    this.replays = replays;
    this.codec = codec;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/dead-letters", this::list);
    routes.get("/api/v1/dead-letters/{id}", this::show);
    routes.post("/api/v1/dead-letters/replay", request -> change(request, this::replay));
    routes.post("/api/v1/dead-letters/drop", request -> change(request, this::drop));
  }

  private void list(Context request) throws IOException {
    Parameters parameters = new Parameters(request, PARAMETERS);
    int limit = parameters.count("limit", USUAL_LIMIT, MAX_LIMIT);
    String after = parameters.one("after", "");
    String reason = parameters.one("reason", "");
    List<Letter> page = new ArrayList<>();
    boolean[] more = {false};
    letters.read(
        after.isEmpty() ? null : key(after),
        letter -> {
          if (!letter.reason().contains(reason)) {
            return true;
          }
          more[0] = page.size() == limit;
          return !more[0] && page.add(view(letter, false));
        });
    String next = more[0] ? page.getLast().id() : null;
    json(
        request,
        new DeadLetterPageJson().write(new Page(letters.count(), letters.parked(), page, next)));
  }

  private void show(Context request) throws IOException {
    Optional<DeadLetter> letter = letters.find(key(request.pathParam("id")));
    if (letter.isPresent()) {
      json(request, new DeadLetterPageJson().write(view(letter.get(), true)));
    } else {
      JsonAnswer.error(request, 404, "there is no such dead letter; it was stored or dropped");
    }
  }

  private Letter view(DeadLetter letter, boolean whole) {
    return new Letter(
        letter.id().toString(),
        letter.since(),
        letter.at(),
        service(letter),
        letter.attempts(),
        letter.isParked(),
        letter.reason(),
        whole ? new String(letter.record(), StandardCharsets.UTF_8) : null);
  }

  private String service(DeadLetter letter) {
    try {
      return codec.decode(letter.record()).resource().serviceName();
    } catch (IllegalArgumentException unreadable) {
      return "";
    }
  }

  /** Does something with the chosen ones. */
  private interface Change {
    Replays.Result on(Choice choice) throws IOException;
  }

  private void change(Context request, Change change) throws IOException {
    if (!MediaType.of(request).equals("application/json")) {
      JsonAnswer.error(request, 415, "expected Content-Type: application/json");
      return;
    }
    byte[] body = request.req().getInputStream().readNBytes(MAX_CHOICE_BYTES + 1);
    if (body.length > MAX_CHOICE_BYTES) {
      JsonAnswer.error(request, 413, "the choice is larger than " + MAX_CHOICE_BYTES + " bytes");
      return;
    }
    Choice choice = new DeadLetterChoiceJson().readChoice(body);
    Replays.Result result = change.on(choice);
    log.info("{}: {} for {}", request.path(), result, choice);
    json(
        request.status(result.refused() == null ? 200 : 503),
        new DeadLetterChoiceJson()
            .write(
                new DeadLetterChoiceJson.Result(
                    result.done(), result.underWay(), result.parked(), result.refused())));
  }

  private Replays.Result replay(Choice choice) throws IOException {
    return choice.ids().isEmpty()
        ? replays.replay(wanted(choice), choice.parked())
        : replays.replay(keys(choice), choice.parked());
  }

  private Replays.Result drop(Choice choice) throws IOException {
    return choice.ids().isEmpty() ? replays.drop(wanted(choice)) : replays.drop(keys(choice));
  }

  private static Predicate<DeadLetter> wanted(Choice choice) {
    String reason = choice.reason();
    return letter -> reason == null || letter.reason().contains(reason);
  }

  private static List<LetterId> keys(Choice choice) {
    return choice.ids().stream().map(DeadLettersEndpoint::key).toList();
  }

  private static LetterId key(String id) {
    return LetterId.parse(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + id + "\" is no dead letter's id, expected such as 1042-3-9af01c22"));
  }

  private static void json(Context request, byte[] body) {
    request.contentType("application/json").result(body);
  }
}
