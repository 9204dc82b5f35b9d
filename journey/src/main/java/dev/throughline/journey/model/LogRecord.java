package dev.throughline.journey.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One log line, or, when it has an event name, one event.
 *
 * @param severityNumber OpenTelemetry's severity number, 1 to 24, or 0 when unknown
 * @param severityText the level as the sender wrote it, or null
 * @param body the message; a structured body is its JSON text
 * @param eventName the kind of event ({@code UserLoggedIn}), or null for an ordinary line
 * @param sequence the writer's own order within its process, or null
 */
public record LogRecord(
    RecordId recordId,
    Instant time,
    Instant receivedAt,
    Resource resource,
    Ids ids,
    int severityNumber,
    @Nullable String severityText,
    String body,
    @Nullable String eventName,
    @Nullable Long sequence,
    Attributes attributes,
    String origin)
    implements Signal {

  public LogRecord {
    if (severityNumber < 0 || severityNumber > Severity.MAX) {
      throw new IllegalArgumentException(
          "severity number " + severityNumber + ", expected 0 to 24");
    }
  }

  public boolean isEvent() {
    return eventName != null;
  }

  /** TRACE to FATAL from the number, else the sender's own text, else null. */
  public @Nullable String level() {
    return severityNumber == 0 ? severityText : Severity.name(severityNumber);
  }

  @Override
  public boolean isError() {
    return severityNumber >= Severity.ERROR;
  }
}
