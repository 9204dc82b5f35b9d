package dev.throughline.formats;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Any signal that the model can hold, by seed. */
final class RandomSignals {
  private static final String[] TEXTS = {
    "",
    "alice",
    "Zoë",
    "日本",
    "😀 \uD83D\uDE00",
    "a\nb\r\t\u0000\u001b[2J\u0085\u202E",
    "\"\\/{}[]",
    "\uFFFD",
    "=HYPERLINK(1)",
    "lone \uD83D",
    "x".repeat(5_000),
  };
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1.5,
    1e300,
    -1e-300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1.0,
    4711.0,
  };
  private static final Instant[] TIMES = {
    Instant.EPOCH,
    Instant.MIN,
    Instant.MAX,
    Instant.parse("0000-01-01T00:00:00Z"),
    Instant.parse("9999-12-31T23:59:59.999999999Z"),
    Instant.parse("+10000-01-01T00:00:00Z"),
    Instant.parse("-0001-12-31T23:59:59.000000001Z"),
    Instant.parse("2262-04-12T00:00:00Z"),
    Instant.parse("1969-12-31T23:59:59.999999999Z"),
  };

  private final Random random;

  RandomSignals(long seed) {
    random = new Random(seed);
  }

  Signal next() {
    return random.nextBoolean() ? log() : span();
  }

  private LogRecord log() {
    return new LogRecord(
        recordId(),
        time(),
        time(),
        resource(),
        ids().build(),
        random.nextInt(25),
        maybe(this::text),
        text(),
        maybe(this::text),
        maybe(random::nextLong),
        attributes(),
        text());
  }

  private Span span() {
    return new Span(
        recordId(),
        time(),
        time(),
        time(),
        resource(),
        ids().traceId(traceId()).spanId(spanId()).build(),
        maybe(this::spanId),
        text(),
        Span.Kind.values()[random.nextInt(5)],
        Span.Status.values()[random.nextInt(3)],
        maybe(this::text),
        list(3, () -> new Span.Link(traceId(), spanId(), attributes())),
        list(3, () -> new Span.Event(time(), text(), attributes())),
        attributes(),
        text());
  }

  private RecordId recordId() {
    return new RecordId(hex(16));
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

  private Ids.Builder ids() {
    List<UserRef> users = new ArrayList<>();
    for (UserRef.Namespace namespace : UserRef.Namespace.values()) {
      if (random.nextInt(3) == 0) {
        users.add(new UserRef(namespace, "u" + text()));
      }
    }
    return Ids.builder()
        .traceId(maybe(this::traceId))
        .spanId(maybe(this::spanId))
        .traceFlags(maybe(() -> random.nextInt(256)))
        .correlationId(maybe(this::text))
        .sessionId(maybe(this::text))
        .previousSessionId(maybe(this::text))
        .users(users)
        .actorId(maybe(this::text))
        .messageIds(list(3, this::text));
  }

  private Attributes attributes() {
    Map<String, Object> values = new TreeMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      values.put(
          random.nextInt(9) + WellFormed.text(text()),
          random.nextInt(4) == 0 ? list(4, this::scalar) : scalar());
    }
    return Attributes.of(values);
  }

  private Object scalar() {
    return switch (random.nextInt(4)) {
      case 0 -> text();
      case 1 -> random.nextInt(4) == 0 ? Long.valueOf(Long.MIN_VALUE) : (Long) random.nextLong();
      case 2 -> DOUBLES[random.nextInt(DOUBLES.length)];
      default -> random.nextBoolean();
    };
  }

  private Instant time() {
    return random.nextInt(4) == 0
        ? TIMES[random.nextInt(TIMES.length)]
        : Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length - (random.nextInt(50) == 0 ? 0 : 1))];
  }

  private TraceId traceId() {
    return new TraceId(hex(16));
  }

  private SpanId spanId() {
    return new SpanId(hex(8));
  }

  private String hex(int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> list(int most, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int i = random.nextInt(most); i > 0; i--) {
      items.add(item.get());
    }
    return items;
  }
}
