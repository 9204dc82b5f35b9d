package dev.throughline.journey.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation of one service, with a start and an end.
 *
 * @param ids its trace id and span id are present
 * @param parentSpanId the span that caused it, in the same trace; null for a root
 * @param time its start by the writer's clock
 * @param end its end by the writer's clock; may lie before the start when the sender was wrong
 */
public record Span(
    RecordId recordId,
    Instant time,
    Instant end,
    Instant receivedAt,
    Resource resource,
    Ids ids,
    @Nullable SpanId parentSpanId,
    String name,
    Kind kind,
    Status status,
    @Nullable String statusMessage,
    List<Link> links,
    List<Event> events,
    Attributes attributes,
    String origin)
    implements Signal {

  /** The span's place in a call, as OpenTelemetry's SpanKind. */
  public enum Kind {
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
  }

  /** OpenTelemetry's span status. */
  public enum Status {
    UNSET,
    OK,
    ERROR
  }

  /** A reference to a span elsewhere, often in another trace. */
  public record Link(TraceId traceId, SpanId spanId, Attributes attributes) {
    /** Set to true by a service at the edge on a link that a stranger's header asked for. */
    public static final String FOREIGN = "throughline.foreign";

    /** Whether it is only the word of somebody outside: shown, and never followed. */
    public boolean isForeign() {
      Object foreign = attributes.asMap().get(FOREIGN);
      return Boolean.TRUE.equals(foreign) || "true".equals(foreign);
    }
  }

  /** Something that happened at a moment within the span. */
  public record Event(Instant time, String name, Attributes attributes) {}

  public Span {
    Objects.requireNonNull(ids.traceId(), "a span has a trace id");
    Objects.requireNonNull(ids.spanId(), "a span has a span id");
    links = List.copyOf(links);
    events = List.copyOf(events);
  }

  public TraceId traceId() {
    return Objects.requireNonNull(ids.traceId());
  }

  public SpanId spanId() {
    return Objects.requireNonNull(ids.spanId());
  }

  /** The links that tell of a cause: all but {@linkplain Link#isForeign() foreign} ones. */
  public List<Link> causes() {
    return links.isEmpty() ? links : links.stream().filter(link -> !link.isForeign()).toList();
  }

  /** End minus start; negative when the sender's end lies before its start. */
  public Duration duration() {
    return Duration.between(time, end);
  }

  @Override
  public boolean isError() {
    return status == Status.ERROR;
  }
}
