package dev.throughline.stores.elasticsearch;

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
import dev.throughline.journey.model.UserRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Any record that the model allows: every field there or not, every kind of text and number. */
final class RandomRecords {
  private static final String[] TEXTS = {
    "",
    "alice",
    "a b",
    "\"quoted\\\"",
    "\0",
    "\u001b[31m",
    "\u202e",
    "\ud83d\ude80",
    "\ud83d",
    "null",
    "1",
    "{}",
    "\n\r\t"
  };

  private final Random random;

  RandomRecords(Random random) {
    this.random = random;
  }

  Signal next() {
    return random.nextBoolean() ? log() : span();
  }

  private LogRecord log() {
    return new LogRecord(
        new RecordId("r-" + random.nextInt()),
        time(),
        time(),
        resource(),
        random.nextBoolean() ? ids() : Ids.NONE,
        random.nextInt(Severity.MAX + 1),
        maybe(this::text),
        text(),
        maybe(this::text),
        maybe(random::nextLong),
        attributes(),
        text());
  }

  private Span span() {
    Ids ids = ids();
    return new Span(
        new RecordId("r-" + random.nextInt()),
        time(),
        time(),
        time(),
        resource(),
        new Ids(
            trace(),
            spanId(),
            ids.traceFlags(),
            ids.correlationId(),
            ids.sessionId(),
            ids.previousSessionId(),
            ids.users(),
            ids.actorId(),
            ids.messageIds()),
        maybe(this::spanId),
        text(),
        one(Span.Kind.values()),
        one(Span.Status.values()),
        maybe(this::text),
        some(() -> new Span.Link(trace(), spanId(), attributes())),
        some(() -> new Span.Event(time(), text(), attributes())),
        attributes(),
        text());
  }

  private Ids ids() {
    List<UserRef.Namespace> namespaces = new ArrayList<>(List.of(UserRef.Namespace.values()));
    Collections.shuffle(namespaces, random);
    return new Ids(
        maybe(this::trace),
        maybe(this::spanId),
        maybe(() -> random.nextInt(256)),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        namespaces.subList(0, random.nextInt(namespaces.size() + 1)).stream()
            .map(namespace -> new UserRef(namespace, "u" + text()))
            .toList(),
        maybe(this::text),
        some(this::text));
  }

  private Resource resource() {
    return new Resource(
        text(),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        attributes());
  }

  private Attributes attributes() {
    Map<String, Object> attributes = new HashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      attributes.put(
          "key" + i + "." + random.nextInt(9),
          random.nextInt(4) == 0 ? some(this::scalar) : scalar());
    }
    return Attributes.of(attributes);
  }

  private Object scalar() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextLong() >> random.nextInt(64);
      case 1 -> Double.longBitsToDouble(random.nextLong());
      case 2 -> (double) random.nextInt(10);
      case 3 -> random.nextBoolean();
      default -> text();
    };
  }

  private String text() {
    String text = one(TEXTS);
    return random.nextInt(20) == 0 ? text + "x".repeat(random.nextInt(5_000)) : text;
  }

  private Instant time() {
    return switch (random.nextInt(10)) {
      case 0 -> Instant.ofEpochSecond(random.nextLong() >> 24, random.nextInt(1_000_000_000));
      default ->
          Instant.ofEpochSecond(
              1_790_000_000L + random.nextInt(9_000_000), random.nextInt(1_000_000_000));
    };
  }

  private TraceId trace() {
    return new TraceId(hex(16));
  }

  private SpanId spanId() {
    return new SpanId(hex(8));
  }

  private String hex(int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    id[0] = 1;
    return HexFormat.of().formatHex(id);
  }

  private <T> T one(T[] of) {
    return of[random.nextInt(of.length)];
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> some(Supplier<T> value) {
    Object[] some = new Object[random.nextInt(3)];
    Arrays.setAll(some, i -> value.get());
    @SuppressWarnings("unchecked") // Filled by nothing but the supplier.
    List<T> list = (List<T>) List.of(some);
    return list;
  }
}
