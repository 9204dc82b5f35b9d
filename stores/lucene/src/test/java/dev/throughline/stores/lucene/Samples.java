package dev.throughline.stores.lucene;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Severity;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.WriteBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records for tests, and short ways to write and read them. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** For stores with a clock that runs: the records' day gets older, and stays. */
  static final LuceneOptions FOR_EVER =
      LuceneOptions.DEFAULT.withRetention(Duration.ofDays(36_500));

  private Samples() {}

  static LogRecord log(String id, Instant time) {
    return log(id, time, Ids.builder().user("alice").build(), "hello", Map.of());
  }

  static LogRecord log(String id, Instant time, Ids ids, String body, Map<String, ?> attributes) {
    return new LogRecord(
        new RecordId(id),
        time,
        NOON,
        Resource.ofService("shop"),
        ids,
        Severity.INFO,
        null,
        body,
        null,
        null,
        Attributes.of(attributes),
        "test");
  }

  static LogRecord says(String id, String body) {
    return log(id, NOON, Ids.NONE, body, Map.of());
  }

  static LogRecord receivedAt(LogRecord log, Instant receivedAt) {
    return new LogRecord(
        log.recordId(),
        log.time(),
        receivedAt,
        log.resource(),
        log.ids(),
        log.severityNumber(),
        log.severityText(),
        log.body(),
        log.eventName(),
        log.sequence(),
        log.attributes(),
        log.origin());
  }

  static WriteBatch batch(long through, Signal... signals) {
    return new WriteBatch(List.of(signals), through);
  }

  static List<Signal> read(StoreReader reader, Handle handle) {
    return read(reader, handle, TimeRange.ALL);
  }

  static List<Signal> read(StoreReader reader, Handle handle, TimeRange range) {
    List<Signal> found = new ArrayList<>();
    ReadResult result = reader.read(Query.of(Set.of(handle), range), found::add);
    if (!(result instanceof ReadResult.Answered answered) || answered.records() != found.size()) {
      throw new AssertionError(result + " for " + found.size() + " records");
    }
    return found;
  }

  static List<String> ids(List<Signal> signals) {
    return signals.stream().map(signal -> signal.recordId().value()).sorted().toList();
  }
}
