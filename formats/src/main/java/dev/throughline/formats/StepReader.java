package dev.throughline.formats;

import dev.throughline.journey.Because;
import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Severity;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row of a journey from its JSON form; see {@link StepJson}. */
final class StepReader {
  /** Where such records come from. */
  private static final String ORIGIN = "journey";

  private StepReader() {}

  static Step step(JsonObject step) {
    Signal signal = signal(step, new RecordId(step.text("record")));
    List<Signal> merged =
        step.texts("merged").stream().map(id -> signal(step, new RecordId(id))).toList();
    return new Step(
        step.count("step"),
        step.countOrNull("parent"),
        step.count("depth"),
        step.time("time"),
        signal,
        step.decimal("confidence"),
        Set.copyOf(step.words(Step.Mark.class, "marks")),
        step.objects("because").stream().map(StepReader::because).toList(),
        merged);
  }

  private static Because because(JsonObject because) {
    String via = because.textOrNull("via");
    return new Because(
        because.word(Edge.class, "edge"),
        because.text("value"),
        via == null ? null : new RecordId(via));
  }

  private static Signal signal(JsonObject step, RecordId id) {
    return switch (step.text("kind")) {
      case "span" -> span(step, id);
      case "log", "event" -> log(step, id);
      default -> throw step.wrong("kind", "span, log or event");
    };
  }

  private static Span span(JsonObject step, RecordId id) {
    Instant start = step.time("raw_time");
    return new Span(
        id,
        start,
        end(step, start),
        start,
        resource(step),
        ids(step),
        null,
        step.text("name"),
        step.word(Span.Kind.class, "span_kind"),
        step.word(Span.Status.class, "status"),
        step.textOrNull("message"),
        List.of(),
        List.of(),
        attributes(step),
        ORIGIN);
  }

  private static Instant end(JsonObject step, Instant start) {
    Duration length = step.millis("duration_ms");
    try {
      // The nanoseconds first: on the way there nothing may lie beyond the edge of time.
      return start.plusNanos(length.getNano()).plusSeconds(length.getSeconds());
    } catch (DateTimeException | ArithmeticException beyond) {
      throw step.wrong("duration_ms", "a length that ends within time");
    }
  }

  private static LogRecord log(JsonObject step, RecordId id) {
    Instant time = step.time("raw_time");
    String level = step.textOrNull("level");
    int severity = severity(level);
    return new LogRecord(
        id,
        time,
        time,
        resource(step),
        ids(step),
        severity,
        severity == 0 ? level : null,
        Objects.requireNonNullElse(step.textOrNull("message"), ""),
        step.textOrNull("name"),
        null,
        attributes(step),
        ORIGIN);
  }

  /** The number of one of the six levels; 0 for a sender's own word. */
  private static int severity(@Nullable String level) {
    for (int number = Severity.TRACE; number <= Severity.FATAL; number += Severity.DEBUG - 1) {
      if (Severity.name(number).equals(level)) {
        return number;
      }
    }
    return 0;
  }

  private static Resource resource(JsonObject step) {
    return new Resource(
        step.text("service"),
        step.text("instance"),
        step.textOrNull("service_version"),
        null,
        null,
        null,
        null,
        Attributes.EMPTY);
  }

  private static Ids ids(JsonObject step) {
    String trace = step.textOrNull("trace_id");
    String span = step.textOrNull("span_id");
    Ids.Builder ids =
        Ids.builder()
            .traceId(trace == null ? null : new TraceId(trace))
            .spanId(span == null ? null : new SpanId(span))
            .correlationId(step.textOrNull("correlation_id"))
            .sessionId(step.textOrNull("session_id"));
    String user = step.textOrNull("user_id");
    return user == null ? ids.build() : ids.user(user).build();
  }

  private static Attributes attributes(JsonObject step) {
    return Attributes.of(step.members("attributes"));
  }
}
