package dev.throughline.collector.intake;

import dev.throughline.collector.http.JsonAnswer;
import dev.throughline.collector.http.MediaType;
import dev.throughline.collector.intake.MemoryBudget.Lease;
import dev.throughline.collector.intake.RequestBody.Unusable;
import dev.throughline.collector.intake.RequestBody.Whole;
import dev.throughline.collector.queue.Receipt;
import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.DecodeResult.Malformed;
import dev.throughline.formats.Intake;
import dev.throughline.formats.JsonLineDecoder;
import dev.throughline.formats.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * JSON log lines over HTTP: {@code POST /lines}. The answer counts what was taken and names the
 * lines that were not: {@code {"accepted":2,"refused":1,"errors":[{"index":2,"reason":"..."}]}},
 * counted from 0 without the blank ones.
 */
final class LinesReceiver {
  private static final String PROTOCOL = "http/lines";
  private static final int MOST_ERRORS = 100;

  /**
   * None that a web page may send to another site without asking first, so that no page can put
   * lines into a collector on its reader's machine.
   */
  private static final Set<String> TYPES =
      Set.of(
          "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/json-lines",
          "application/x-jsonlines",
          "application/json");

  private final FrontDoor door;
  private final RequestBody body;
  private final MemoryBudget memory;
  private final IntakeCounters counters;
  private final Clock clock;
  private final JsonLineDecoder decoder = new JsonLineDecoder();

  LinesReceiver(
      FrontDoor door, RequestBody body, MemoryBudget memory, IntakeCounters counters, Clock clock) {
    this.door = door;
    this.body = body;
    this.memory = memory;
    this.counters = counters;
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/lines", this::receive);
  }

  private void receive(Context request) {
    if (!TYPES.contains(MediaType.of(request))) {
      fail(request, 415, "the content type is not supported, expected application/x-ndjson");
    } else {
      try (Lease lease = memory.lease()) {
        switch (body.read(request, lease)) {
          case Unusable(int status, String why) -> fail(request, status, why);
          case Whole(byte[] bytes) -> {
            Optional<Unusable> tooMuch = memory.refusal(lease, DecodedSize.ofLines(bytes));
            if (tooMuch.isPresent()) {
              fail(request, tooMuch.get().status(), tooMuch.get().why());
              break;
            }
            receive(request, bytes);
          }
        }
      }
    }
    counters.answered(PROTOCOL, request.statusCode());
  }

  private void receive(Context request, byte[] bytes) {
    switch (decoder.lines(bytes, new Intake(clock.instant(), PROTOCOL))) {
      case Malformed(String reason) -> fail(request, 400, reason);
      case Decoded decoded -> {
        switch (door.admit(decoded.signals()).join()) {
          case Receipt.Refused refused -> fail(request, 503, refused.why());
          case Receipt.Durable durable -> succeed(request, decoded);
        }
      }
    }
  }

  private void succeed(Context request, Decoded decoded) {
    int accepted = decoded.signals().size();
    List<Refusal> refused = decoded.refused();
    counters.accepted(PROTOCOL, accepted);
    counters.refused(PROTOCOL, refused.size());
    boolean nothing = accepted == 0 && !refused.isEmpty();
    JsonAnswer.send(
        request.status(nothing ? 400 : 200),
        json -> {
          json.writeNumberProperty("accepted", accepted);
          json.writeNumberProperty("refused", refused.size());
          json.writeArrayPropertyStart("errors");
          refused.stream().limit(MOST_ERRORS).forEach(refusal -> write(json, refusal));
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, Refusal refusal) {
    json.writeStartObject();
    json.writeNumberProperty("index", refusal.index());
    json.writeStringProperty("reason", refusal.reason());
    json.writeEndObject();
  }

  private static void fail(Context request, int status, String why) {
    Answers.status(request, status);
    JsonAnswer.error(request, status, why);
  }
}
