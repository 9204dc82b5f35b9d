package dev.throughline.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A log line as a service wrote it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record RecordedLine(
    @JsonProperty("@timestamp") String time,
    @JsonProperty("service.name") String service,
    @JsonProperty("logger_name") String logger,
    String level,
    String message,
    @JsonProperty("stack_trace") @Nullable String stackTrace,
    @JsonProperty("event_name") @Nullable String event,
    @JsonProperty("correlation_id") @Nullable String correlation,
    @JsonProperty("trace_id") @Nullable String trace,
    @JsonProperty("session_id") @Nullable String session,
    @JsonProperty("user_id") @Nullable String user) {

  static RecordedLine of(String json) {
    return Json.read(json, RecordedLine.class);
  }

  /** Whether the shop wrote it, and not one of the frameworks under it. */
  boolean isTheShops() {
    return logger.startsWith("dev.throughline.demo.") || event != null;
  }

  Instant at() {
    return OffsetDateTime.parse(time).toInstant();
  }

  boolean says(String word) {
    return message.contains(word) || (stackTrace != null && stackTrace.contains(word));
  }

  /** Whether the message has {@code name} as a word of its own. */
  boolean names(String name) {
    return message.matches("(?s).*\\b" + name + "\\b.*");
  }
}
