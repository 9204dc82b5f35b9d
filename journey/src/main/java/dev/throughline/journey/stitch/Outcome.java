package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a single operation ended, read from OpenTelemetry's conventions (old spellings included). */
final class Outcome {
  private static final List<String> HTTP_STATUS =
      List.of("http.response.status_code", "http.status_code");
  private static final List<String> PEER =
      List.of("peer.service", "service.peer.name", "server.address", "net.peer.name");
  private static final List<String> TIMEOUT_WORDS =
      List.of("timeout", "timed out", "time-out", "deadline");

  private Outcome() {}

  /** An error that is not the caller's own fault: a 4xx is an answer, not a failure. */
  static boolean isFailure(Span span) {
    int http = httpStatus(span);
    return http >= 500 || span.status() == Span.Status.ERROR && !(http >= 400 && http < 500);
  }

  static boolean isFailure(Row row) {
    return row.signal() instanceof Span span && isFailure(span);
  }

  /** The HTTP status of a span, or 0. */
  static int httpStatus(Span span) {
    return HTTP_STATUS.stream()
        .flatMap(key -> span.attributes().text(key).stream())
        .filter(text -> text.matches("[1-5][0-9][0-9]"))
        .map(Integer::parseInt)
        .findFirst()
        .orElse(0);
  }

  /** Whether a call was given up by its caller for want of an answer. */
  static boolean isTimeout(Span span) {
    if (httpStatus(span) == 504) {
      return true;
    }
    String said = words(span).toLowerCase(Locale.ROOT);
    return TIMEOUT_WORDS.stream().anyMatch(said::contains);
  }

  /** Whether a call went to a database; those do not report. */
  static boolean isDatabase(Row row) {
    return row.signal() instanceof Span span
        && (span.attributes().text("db.system").isPresent()
            || span.attributes().text("db.system.name").isPresent());
  }

  /** Everything a span says of its error. */
  static String words(Span span) {
    Stream<String> own =
        Stream.concat(
            Stream.ofNullable(span.statusMessage()), span.attributes().text("error.type").stream());
    Stream<String> thrown =
        span.events().stream()
            .map(Span.Event::attributes)
            .flatMap(a -> Stream.of("exception.type", "exception.message").map(a::text))
            .flatMap(Optional::stream);
    return Stream.concat(own, thrown).collect(Collectors.joining(" "));
  }

  /** The name under which a caller knew whom it called. */
  static Optional<String> peer(Span span) {
    return PEER.stream().flatMap(key -> span.attributes().text(key).stream()).findFirst();
  }

  /** An ERROR log record that carries an exception. */
  static boolean isExceptionLog(Signal signal) {
    return signal instanceof LogRecord log
        && log.isError()
        && Stream.of("exception.type", "exception.message", "exception.stacktrace")
            .anyMatch(key -> log.attributes().text(key).isPresent());
  }

  /** What a failed span says went wrong, in its own words. */
  static Optional<String> reason(Span span) {
    Optional<String> thrown =
        span.events().stream()
            .filter(event -> event.name().equals("exception"))
            .map(event -> exception(event.attributes()))
            .filter(text -> !text.isEmpty())
            .findFirst();
    return thrown
        .or(() -> Optional.ofNullable(span.statusMessage()).filter(text -> !text.isEmpty()))
        .or(() -> span.attributes().text("error.type"))
        .or(() -> Optional.of(httpStatus(span)).filter(http -> http > 0).map(h -> "HTTP " + h));
  }

  private static String exception(Attributes attributes) {
    String type = attributes.text("exception.type").orElse("");
    String message = attributes.text("exception.message").orElse("");
    return type.isEmpty() || message.isEmpty() ? type + message : type + ": " + message;
  }
}
