package dev.throughline.collector.intake;

import dev.throughline.collector.http.MediaType;
import dev.throughline.collector.intake.MemoryBudget.Lease;
import dev.throughline.collector.intake.RequestBody.Unusable;
import dev.throughline.collector.intake.RequestBody.Whole;
import dev.throughline.collector.queue.Receipt;
import dev.throughline.formats.DecodeResult;
import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.DecodeResult.Malformed;
import dev.throughline.formats.Intake;
import dev.throughline.formats.OtlpDecoder;
import dev.throughline.formats.OtlpEncoding;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Optional;

/**
 * OTLP over HTTP: traces and logs, protobuf and JSON.
 *
 * <p>Clients retry 429, 502, 503 and 504 and throw the data away on anything else, so what may pass
 * by itself is never answered with another status.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
final class OtlpReceiver {
  private static final String PROTOCOL = "otlp/http";

  private final FrontDoor door;
  private final RequestBody body;
  private final MemoryBudget memory;
  private final IntakeCounters counters;
  private final Clock clock;
  private final OtlpDecoder decoder = new OtlpDecoder();

  private interface Decoding {
    DecodeResult decode(byte[] bytes, OtlpEncoding encoding, Intake intake);
  }

  OtlpReceiver(
      FrontDoor door, RequestBody body, MemoryBudget memory, IntakeCounters counters, Clock clock) {
    this.door = door;
    this.body = body;
    this.memory = memory;
    this.counters = counters;
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/v1/traces", request -> receive(request, "rejectedSpans", decoder::traces));
    routes.post("/v1/logs", request -> receive(request, "rejectedLogRecords", decoder::logs));
    routes.post("/v1/metrics", OtlpReceiver::metrics);
  }

  /** Taking metrics and dropping them would look like success. */
  private static void metrics(Context request) {
    OtlpEncoding encoding = encoding(request).orElse(OtlpEncoding.JSON);
    fail(
        request,
        encoding,
        404,
        "this collector takes traces and logs, no metrics: set OTEL_METRICS_EXPORTER=none");
  }

  private void receive(Context request, String rejectedField, Decoding decoding) {
    Optional<OtlpEncoding> encoding = encoding(request);
    if (encoding.isEmpty()) {
      fail(
          request,
          OtlpEncoding.JSON,
          415,
          "the content type is not supported, expected application/x-protobuf or application/json");
    } else {
      try (Lease lease = memory.lease()) {
        switch (body.read(request, lease)) {
          case Unusable(int status, String why) -> fail(request, encoding.get(), status, why);
          case Whole(byte[] bytes) -> {
            Optional<Unusable> tooMuch =
                memory.refusal(lease, DecodedSize.ofOtlp(bytes, encoding.get()));
            if (tooMuch.isPresent()) {
              fail(request, encoding.get(), tooMuch.get().status(), tooMuch.get().why());
              break;
            }
            Intake intake = new Intake(clock.instant(), PROTOCOL);
            answer(
                request,
                encoding.get(),
                rejectedField,
                decoding.decode(bytes, encoding.get(), intake));
          }
        }
      }
    }
    counters.answered(PROTOCOL, request.statusCode());
  }

  private void answer(
      Context request, OtlpEncoding encoding, String rejectedField, DecodeResult result) {
    switch (result) {
      case Malformed(String reason) -> fail(request, encoding, 400, reason);
      case Decoded decoded -> {
        switch (door.admit(decoded.signals()).join()) {
          case Receipt.Refused refused -> fail(request, encoding, 503, refused.why());
          case Receipt.Durable durable -> succeed(request, encoding, rejectedField, decoded);
        }
      }
    }
  }

  private void succeed(
      Context request, OtlpEncoding encoding, String rejectedField, Decoded decoded) {
    int rejected = decoded.refused().size();
    counters.accepted(PROTOCOL, decoded.signals().size());
    counters.refused(PROTOCOL, rejected);
    String why = rejected == 0 ? "" : decoded.refused().getFirst().reason();
    request
        .status(200)
        .contentType(encoding.contentType())
        .result(OtlpAnswer.success(encoding, rejectedField, rejected, why));
  }

  private static void fail(Context request, OtlpEncoding encoding, int status, String why) {
    Answers.status(request, status)
        .contentType(encoding.contentType())
        .result(OtlpAnswer.failure(encoding, status, why));
  }

  private static Optional<OtlpEncoding> encoding(Context request) {
    String type = MediaType.of(request);
    for (OtlpEncoding encoding : OtlpEncoding.values()) {
      if (encoding.contentType().equals(type)) {
        return Optional.of(encoding);
      }
    }
    return Optional.empty();
  }
}
