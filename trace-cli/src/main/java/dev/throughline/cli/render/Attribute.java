package dev.throughline.cli.render;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** What the tree reads out of a record's free attributes, by OpenTelemetry's names. */
final class Attribute {
  private static final List<String> STATUS_CODES =
      List.of("http.response.status_code", "http.status_code");

  /** Says how the line was written, not what happened; the JSON form has it. */
  private static final Set<String> NOISE =
      Set.of(
          "thread_name", "logger_name", "logger", "pid", "hostname", "level_value", "event.name");

  private static final List<String> NOISY =
      List.of(
          "thread.",
          "log.",
          "code.",
          "exception.",
          "process.",
          "telemetry.",
          "user.",
          "session.",
          "otel.",
          "service.",
          "host.");

  private Attribute() {}

  /** The HTTP status code, when the span has one. */
  static Optional<String> httpStatus(Signal signal) {
    return STATUS_CODES.stream().flatMap(key -> signal.attributes().text(key).stream()).findFirst();
  }

  /**
   * A span's name, and for a client's that is only a method the path it went for: HTTP conventions
   * keep paths out of a client's names, a person wants to see them.
   */
  static String title(Span span) {
    String url = span.attributes().text("url.full").orElse("");
    int host = url.indexOf("://");
    if (span.kind() != Span.Kind.CLIENT || span.name().indexOf(' ') >= 0 || host < 0) {
      return span.name();
    }
    int path = url.indexOf('/', host + 3);
    int query = url.indexOf('?');
    int end = query < 0 ? url.length() : query;
    return path < 0 || path > end ? span.name() : span.name() + " " + url.substring(path, end);
  }

  /** {@code key=value} pairs of what a person would want to read. */
  static String pairs(Attributes attributes) {
    StringJoiner pairs = new StringJoiner(" ");
    for (Map.Entry<String, Object> entry : attributes.asMap().entrySet()) {
      String key = entry.getKey();
      if (!NOISE.contains(key) && NOISY.stream().noneMatch(key::startsWith)) {
        pairs.add(key + "=" + entry.getValue());
      }
    }
    return pairs.toString();
  }

  /** The exception a record carries, in one line: what was thrown and what was at the bottom. */
  static Optional<String> exception(Attributes attributes) {
    Optional<String> trace = attributes.text("exception.stacktrace");
    Optional<String> type = attributes.text("exception.type");
    Optional<String> thrown =
        type.map(name -> name + attributes.text("exception.message").map(": "::concat).orElse(""))
            .or(() -> trace.map(text -> text.lines().findFirst().orElse("")))
            .filter(text -> !text.isBlank());
    Optional<String> cause = trace.flatMap(Attribute::rootCause);
    return thrown.map(text -> text + cause.map(bottom -> ", caused by " + bottom).orElse(""));
  }

  private static Optional<String> rootCause(String trace) {
    int last = trace.lastIndexOf("\nCaused by: ");
    if (last < 0) {
      return Optional.empty();
    }
    return trace.substring(last + "\nCaused by: ".length()).lines().findFirst();
  }
}
