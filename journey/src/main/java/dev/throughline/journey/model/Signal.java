package dev.throughline.journey.model;

import java.time.Instant;

/** One thing that a service recorded, in OpenTelemetry's words. Immutable. */
public sealed interface Signal permits Span, LogRecord {

  RecordId recordId();

  /** When it happened by the writer's clock, exactly as sent; for a span its start. */
  Instant time();

  /** When the first of ours (a collector, or a reader of a file) saw it. */
  Instant receivedAt();

  Resource resource();

  Ids ids();

  /** What is not in the fixed fields. */
  Attributes attributes();

  /**
   * How it came to us, such as {@code otlp/http} or {@code file:app.log}; never part of its
   * identity.
   */
  String origin();

  /** Whether it reports an error: a span with error status, a log at ERROR or above. */
  boolean isError();
}
