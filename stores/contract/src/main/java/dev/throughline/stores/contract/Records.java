package dev.throughline.stores.contract;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Severity;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records to write. */
final class Records {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");
  static final TraceId TRACE = new TraceId("0af7651916cd43dd8448eb211c80319c");
  static final TraceId OTHER_TRACE = new TraceId("0af7651916cd43dd8448eb211c80319d");
  static final SpanId SPAN = new SpanId("b7ad6b7169203331");
  static final SpanId PARENT = new SpanId("00f067aa0ba902b7");

  private static final Resource SHOP =
      new Resource(
          "shop",
          "shop-1",
          "1.2.3",
          "host-id",
          "host-name",
          "node-1",
          "pod-1",
          Attributes.of(Map.of("deployment.environment.name", "test")));

  private Records() {}

  static LogRecord log(String id, Ids ids) {
    return log(id, ids, NOON);
  }

  static LogRecord log(String id, Ids ids, Instant time) {
    return log(id, ids, time, time.plusMillis(5), "a line", Attributes.EMPTY);
  }

  static LogRecord line(String id, String body) {
    return log(id, Ids.NONE, NOON, NOON, body, Attributes.EMPTY);
  }

  static LogRecord log(String id, Map<String, ?> attributes) {
    return log(id, Ids.NONE, NOON, NOON, "a line", Attributes.of(attributes));
  }

  static LogRecord log(
      String id, Ids ids, Instant time, Instant receivedAt, String body, Attributes attributes) {
    return new LogRecord(
        new RecordId(id),
        time,
        receivedAt,
        Resource.ofService("shop"),
        ids,
        Severity.INFO,
        null,
        body,
        null,
        null,
        attributes,
        "test");
  }

  static LogRecord error(String id, Ids ids, Instant time) {
    return new LogRecord(
        new RecordId(id),
        time,
        time,
        Resource.ofService("shop"),
        ids,
        Severity.ERROR,
        "ERR",
        "it broke",
        null,
        null,
        Attributes.EMPTY,
        "test");
  }

  static Ids user(String id) {
    return Ids.builder().user(id).build();
  }

  /** A log record with something in every field. */
  static LogRecord fullLog(String id) {
    return new LogRecord(
        new RecordId(id),
        NOON,
        NOON.plusMillis(7),
        SHOP,
        fullIds(),
        Severity.ERROR + 2,
        "Error3",
        "line one\nline two \u0000 \u001b[31m \u202e \ud83d\ude80",
        "ItemAddedToCart",
        42L,
        attributes(),
        "otlp/http");
  }

  /** A span with something in every field. */
  static Span fullSpan(String id) {
    return new Span(
        new RecordId(id),
        NOON,
        NOON.plusNanos(1),
        NOON.plusMillis(7),
        SHOP,
        fullIds(),
        PARENT,
        "POST /checkout",
        Span.Kind.SERVER,
        Span.Status.ERROR,
        "card refused",
        List.of(
            new Span.Link(OTHER_TRACE, PARENT, attributes()),
            new Span.Link(OTHER_TRACE, SPAN, Attributes.EMPTY)),
        List.of(new Span.Event(NOON.plusNanos(500), "exception", attributes())),
        attributes(),
        "otlp/http");
  }

  /** A span with nothing in every field that may be empty. */
  static Span bareSpan(String id) {
    return new Span(
        new RecordId(id),
        NOON,
        NOON,
        NOON,
        Resource.ofService(""),
        Ids.builder().traceId(TRACE).spanId(SPAN).build(),
        null,
        "",
        Span.Kind.INTERNAL,
        Span.Status.UNSET,
        null,
        List.of(),
        List.of(),
        Attributes.EMPTY,
        "");
  }

  private static Ids fullIds() {
    return Ids.builder()
        .traceId(TRACE)
        .spanId(SPAN)
        .traceFlags(1)
        .correlationId("order:4711/a+b=c@d")
        .sessionId("s-2")
        .previousSessionId("s-1")
        .users(
            List.of(
                UserRef.userId("4711"),
                new UserRef(UserRef.Namespace.USER_EMAIL, "alice@example.com")))
        .actorId("support-1")
        .messageIds(List.of("m-1", "m-2"))
        .build();
  }

  private static Attributes attributes() {
    return Attributes.of(
        Map.of(
            "text",
            "with \"quotes\" and \u00fcml\u00e4ut",
            "long",
            Long.MIN_VALUE,
            "double",
            0.1,
            "whole.double",
            3.0,
            "yes",
            true,
            "empty",
            "",
            "list",
            List.of("a", "b"),
            "longs",
            List.of(1L, 2L),
            "empty.list",
            List.of()));
  }
}
