package dev.throughline.journey.worlds;

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
import dev.throughline.journey.worlds.World.HostClock;
import dev.throughline.journey.worlds.World.PlantedGap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down what happens as the shop's machines would: by their clocks, with losses. */
final class Recorder {
  static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final long MILLI = 1_000_000;

  final List<Signal> signals = new ArrayList<>();
  final Map<RecordId, Truth> truths = new HashMap<>();
  final Map<String, HostClock> clocks = new TreeMap<>();
  final List<PlantedGap> gaps = new ArrayList<>();
  private final Map<String, Resource> resources = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Knobs knobs;
  private final Random random;

  Recorder(Knobs knobs, Random random) {
    this.knobs = knobs;
    this.random = random;
    for (int host = 0; host < knobs.hosts(); host++) {
      clocks.put("host-" + host, new HostClock(offset(), drift()));
    }
  }

  private long offset() {
    return (long) ((random.nextDouble() * 2 - 1) * knobs.maxOffsetSeconds() * 1000 * MILLI);
  }

  private double drift() {
    return (random.nextDouble() * 2 - 1) * knobs.maxDriftPpm();
  }

  TraceId newTrace() {
    return new TraceId("%016x%016x".formatted(random.nextLong(), random.nextLong() | 1));
  }

  SpanId newSpan() {
    return new SpanId("%016x".formatted(random.nextLong() | 1));
  }

  RecordId newRecord() {
    return new RecordId("%016x".formatted(random.nextLong()));
  }

  boolean chance(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  /** One of a service's two instances. */
  Resource resource(String service, int request) {
    String instance = service + "-" + request % 2;
    return resources.computeIfAbsent(instance, name -> newResource(service, name));
  }

  private Resource newResource(String service, String instance) {
    String host = "host-" + random.nextInt(knobs.hosts());
    return new Resource(service, instance, "1.0", null, host, null, null, Attributes.EMPTY);
  }

  /** A span that is not over yet. */
  final class Open {
    final Where where;
    final Resource resource;
    final String name;
    final Span.Kind kind;
    final long start;
    final SpanId spanId = newSpan();
    final RecordId record = newRecord();
    final List<Span.Link> links = new ArrayList<>();
    final Map<String, Object> attributes = new HashMap<>();
    private List<String> messages = List.of();
    private Span.Status status = Span.Status.UNSET;
    private @Nullable String statusMessage;

    Open(Where where, Resource resource, String name, Span.Kind kind, long start) {
      this.where = where;
      this.resource = resource;
      this.name = name;
      this.kind = kind;
      this.start = start;
    }

    Where inside() {
      return where.under(spanId, record);
    }

    Open messages(List<String> ids) {
      messages = ids;
      return this;
    }

    Open linkTo(Open producer) {
      links.add(new Span.Link(producer.where.trace(), producer.spanId, Attributes.EMPTY));
      return this;
    }

    Open with(String key, Object value) {
      attributes.put(key, value);
      return this;
    }

    Open fails(String message) {
      status = Span.Status.ERROR;
      statusMessage = message;
      return this;
    }

    void close(long end) {
      truth(record, where, start, false);
      boolean inner = kind == Span.Kind.SERVER && where.parent() != null;
      boolean lost = inner && chance(knobs.lostSpans());
      if (!where.sampled() || lost) {
        String cause = where.sampled() ? "missing" : "sampled_out";
        where.owners().forEach(o -> gaps.add(new PlantedGap(o, resource.serviceName(), cause)));
        return;
      }
      signals.add(
          new Span(
              record,
              raw(resource, start),
              raw(resource, end),
              received(end),
              resource,
              ids(where, spanId).messageIds(messages).build(),
              where.parent(),
              name,
              kind,
              status,
              statusMessage,
              links,
              List.of(),
              Attributes.of(attributes),
              "world"));
    }
  }

  RecordId log(Where where, Resource resource, String body, long at) {
    return log(where, resource, body, null, Severity.INFO, Map.of(), at);
  }

  RecordId log(
      Where where,
      Resource resource,
      String body,
      @Nullable String event,
      int severity,
      Map<String, Object> attributes,
      long at) {
    RecordId record = newRecord();
    boolean stripped = event == null && chance(knobs.strippedLines());
    truth(record, where, at, stripped);
    long sequence = sequences.merge(resource.instance(), 1L, Long::sum);
    Map<String, Object> all = new TreeMap<>(attributes);
    all.put("thread.name", "worker-" + Math.floorMod(where.trace().hashCode(), 8));
    signals.add(
        new LogRecord(
            record,
            raw(resource, at),
            received(at),
            resource,
            stripped ? Ids.NONE : ids(where, where.parent()).build(),
            severity,
            null,
            body,
            event,
            sequence,
            Attributes.of(all),
            "world"));
    return record;
  }

  /** A line that no request caused, of the scheduler or of a worker that cleans up. */
  void noise(Resource resource, String thread, long at) {
    RecordId record = newRecord();
    truths.put(record, new Truth(record, Set.of(), false, at, null, true));
    signals.add(
        new LogRecord(
            record,
            raw(resource, at),
            received(at),
            resource,
            Ids.NONE,
            Severity.INFO,
            null,
            "all is well",
            null,
            sequences.merge(resource.instance(), 1L, Long::sum),
            Attributes.of(Map.of("thread.name", thread)),
            "world"));
  }

  private void truth(RecordId record, Where where, long at, boolean stripped) {
    truths.put(
        record, new Truth(record, where.owners(), where.unsure(), at, where.cause(), stripped));
  }

  private static Ids.Builder ids(Where where, @Nullable SpanId span) {
    return Ids.builder()
        .traceId(where.trace())
        .spanId(span)
        .traceFlags(where.sampled() ? 1 : 0)
        .correlationId(where.correlation())
        .sessionId(where.session())
        .users(where.names())
        .actorId(where.actor());
  }

  private Instant raw(Resource resource, long trueNanos) {
    HostClock clock = clocks.get(resource.clock());
    long error = clock == null ? 0 : clock.errorAt(trueNanos);
    long nanos = trueNanos + error;
    return START.plusNanos(knobs.millis() ? Math.floorDiv(nanos, MILLI) * MILLI : nanos);
  }

  private static Instant received(long trueNanos) {
    return START.plusNanos(trueNanos + 200 * MILLI);
  }
}
