package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Severity;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import java.time.Instant;
import java.util.List;

/** Records to write. */
final class Records {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");
  static final TraceId TRACE = new TraceId("0af7651916cd43dd8448eb211c80319c");

  private Records() {}

  static LogRecord log(String id, Attributes attributes) {
    return log(id, Ids.builder().user("alice").build(), NOON, NOON, attributes);
  }

  static LogRecord log(String id, Instant time, Instant receivedAt) {
    return log(id, Ids.builder().user("alice").build(), time, receivedAt, Attributes.EMPTY);
  }

  static LogRecord log(
      String id, Ids ids, Instant time, Instant receivedAt, Attributes attributes) {
    return new LogRecord(
        new RecordId(id),
        time,
        receivedAt,
        Resource.ofService("shop"),
        ids,
        Severity.INFO,
        null,
        "a line",
        null,
        null,
        attributes,
        "test");
  }

  static Span span(String id, Instant time, Instant end, Instant receivedAt) {
    return new Span(
        new RecordId(id),
        time,
        end,
        receivedAt,
        Resource.ofService("shop"),
        Ids.builder().traceId(TRACE).spanId(new SpanId("b7ad6b7169203331")).build(),
        null,
        "GET /",
        Span.Kind.SERVER,
        Span.Status.UNSET,
        null,
        List.of(),
        List.of(),
        Attributes.EMPTY,
        "test");
  }
}
