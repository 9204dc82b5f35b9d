package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.store.Bucket;
import dev.throughline.journey.store.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names of indices: {@code throughline-spans-2026.11.22}, {@code throughline-logs-old}; or one
 * data stream for spans and one for logs.
 */
final class Indices {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");
  private static final String OLD = "-old";
  private static final String STREAM = "-stream";

  /** Beyond this many days the names would make the request's first line too long. */
  private static final long MOST_DAYS = 35;

  private final String prefix;
  private final boolean dataStreams;

  Indices(ElasticsearchOptions options) {
    this.prefix = options.prefix();
    this.dataStreams = options.dataStreams();
  }

  /** Where a record lives. */
  String of(Signal signal) {
    String base = signal instanceof Span ? spans() : logs();
    return dataStreams
        ? base + STREAM
        : base + suffix(Bucket.of(signal.time(), signal.receivedAt()));
  }

  private static String suffix(Bucket bucket) {
    LocalDate day = bucket.day();
    return day == null ? OLD : "-" + DAY.format(day);
  }

  private String spans() {
    return prefix + "-spans";
  }

  private String logs() {
    return prefix + "-logs";
  }

  /** Matches all of them, and no index of another prefix. */
  List<String> patterns() {
    return List.of(spans() + "-*", logs() + "-*");
  }

  List<String> old() {
    return List.of(spans() + OLD, logs() + OLD);
  }

  static boolean isOld(String index) {
    return index.endsWith(OLD);
  }

  /** Whether an index is a part of a data stream, in which an id may be in two of them. */
  static boolean isOfStream(String index) {
    return index.startsWith(".ds-");
  }

  /** The day of one of our indices of days; empty for every other index. */
  Optional<LocalDate> day(String index) {
    return Stream.of(spans(), logs())
        .filter(base -> index.startsWith(base + "-"))
        .map(base -> index.substring(base.length() + 1))
        .flatMap(rest -> parsed(rest).stream())
        .findFirst();
  }

  private static Optional<LocalDate> parsed(String day) {
    try {
      return Optional.of(LocalDate.parse(day, DAY));
    } catch (DateTimeParseException notOurs) {
      return Optional.empty();
    }
  }

  /** What may hold records of a range, as it stands in a request's path. */
  String holding(TimeRange range) {
    LocalDate from = day(Times.clamp(range.from()));
    LocalDate to = day(Times.clamp(range.to()));
    if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      return String.join(",", patterns());
    }
    Stream<String> days =
        from.datesUntil(to.plusDays(1))
            .map(DAY::format)
            .flatMap(day -> Stream.of(spans() + "-" + day, logs() + "-" + day));
    Stream<String> others = Stream.of(spans() + STREAM, logs() + STREAM);
    return Stream.of(days, others, old().stream())
        .flatMap(names -> names)
        .reduce((a, b) -> a + "," + b)
        .orElseThrow();
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
