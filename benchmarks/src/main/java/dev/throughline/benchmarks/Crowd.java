package dev.throughline.benchmarks;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Severity;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * People in a shop, each with {@value #RECORDS} records: four requests through five services, a
 * span and four lines in each; only the first service knows the user.
 */
final class Crowd {
  static final int RECORDS = 100;
  private static final int REQUESTS = 4;
  private static final int LINES = 4;
  private static final List<Resource> SERVICES =
      List.of("gateway", "auth", "orders", "payments", "inventory").stream()
          .map(
              name ->
                  new Resource(
                      name,
                      name + "-1",
                      "1.4.2",
                      null,
                      "host-" + name,
                      null,
                      null,
                      Attributes.EMPTY))
          .toList();

  private final Instant from;
  private final Duration spread;

  /** Everybody comes at some time from {@code from} on, within {@code spread}. */
  Crowd(Instant from, Duration spread) {
    this.from = from;
    this.spread = spread;
  }

  static String name(int person) {
    return "person-" + person;
  }

  /** Everything one person left behind, the same on every call. */
  List<Signal> of(int person) {
    Random random = new Random(person);
    Instant arrival = from.plusMillis((long) (random.nextDouble() * spread.toMillis()));
    List<Signal> signals = new ArrayList<>(RECORDS);
    for (int request = 0; request < REQUESTS; request++) {
      request(signals, person, random, arrival.plusSeconds(20L * request));
    }
    return signals;
  }

  private static void request(List<Signal> signals, int person, Random random, Instant start) {
    TraceId trace = new TraceId(hex(random, 16));
    SpanId parent = null;
    for (int depth = 0; depth < SERVICES.size(); depth++) {
      SpanId span = new SpanId(hex(random, 8));
      Ids.Builder ids =
          Ids.builder().traceId(trace).spanId(span).traceFlags(1).correlationId("c-" + trace.hex());
      ids.sessionId("session-" + person);
      if (depth == 0) {
        ids.user(name(person));
      }
      Instant began = start.plusMillis(3L * depth);
      signals.add(span(new RecordId(hex(random, 16)), ids.build(), parent, began, depth));
      for (int line = 0; line < LINES; line++) {
        Instant at = began.plusNanos(300_000L * (line + 1));
        signals.add(line(new RecordId(hex(random, 16)), ids.build(), at, depth, line, random));
      }
      parent = span;
    }
  }

  private static Span span(
      RecordId id, Ids ids, @Nullable SpanId parent, Instant start, int depth) {
    return new Span(
        id,
        start,
        start.plusMillis(40 - 6L * depth),
        start.plusMillis(900),
        SERVICES.get(depth),
        ids,
        parent,
        "POST /checkout/" + depth,
        Span.Kind.SERVER,
        Span.Status.UNSET,
        null,
        List.of(),
        List.of(),
        Attributes.of(Map.of("http.request.method", "POST", "http.response.status_code", 200L)),
        "benchmark");
  }

  private static LogRecord line(
      RecordId id, Ids ids, Instant at, int depth, int line, Random random) {
    return new LogRecord(
        id,
        at,
        at.plusMillis(900),
        SERVICES.get(depth),
        ids,
        Severity.INFO,
        "INFO",
        "step "
            + line
            + " took "
            + random.nextInt(900)
            + " us for article "
            + random.nextInt(50_000),
        null,
        null,
        Attributes.of(Map.of("logger", "shop.Checkout", "thread", "worker-" + random.nextInt(8))),
        "benchmark");
  }

  private static String hex(Random random, int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    // A first digit other than zero: an id of zeros would be none.
    value[0] |= 0x10;
    return HexFormat.of().formatHex(value);
  }
}
