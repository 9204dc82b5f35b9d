package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.worlds.Truth.Withheld;
import dev.throughline.journey.worlds.World.PlantedGap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down what happens as the shop's machines would, with losses; and the truth beside it. */
final class Recorder {
  /** The service that records nothing in a dark world. */
  static final String DARK = "inventory";

  private static final long MILLI = 1_000_000;

  final Map<RecordId, Truth> truths = new LinkedHashMap<>();
  final List<PlantedGap> gaps = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final Hosts hosts;
  private final Knobs.Loss loss;
  private final Random random;

  Recorder(Hosts hosts, Knobs.Loss loss, Random random) {
    this.hosts = hosts;
    this.loss = loss;
    this.random = random;
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

  private boolean isDark(Resource resource) {
    return loss.dark() && resource.serviceName().equals(DARK);
  }

  void close(OpenSpan span, long end) {
    Withheld withheld = withheld(span);
    String what = span.kind + " " + span.name + " of " + span.resource.instance();
    truth(span.record, what, span.where, span.start, withheld);
    if (withheld != null) {
      plantGap(span, withheld);
      return;
    }
    signals.add(
        new Span(
            span.record,
            hosts.raw(span.resource, span.start),
            hosts.raw(span.resource, end),
            received(end),
            span.resource,
            ids(span.where, span.spanId).messageIds(span.messages).build(),
            span.where.parent(),
            span.name,
            span.kind,
            span.status,
            span.statusMessage,
            span.links,
            List.of(),
            Attributes.of(span.attributes),
            "world"));
  }

  private @Nullable Withheld withheld(OpenSpan span) {
    boolean inner = span.kind == Span.Kind.SERVER && span.where.parent() != null;
    boolean lost = inner && chance(loss.spans());
    if (isDark(span.resource)) {
      return Withheld.UNINSTRUMENTED;
    }
    return span.where.sampled() ? (lost ? Withheld.LOST : null) : Withheld.UNSAMPLED;
  }

  /** A service that records nothing is missed only where a caller recorded the call. */
  private void plantGap(OpenSpan span, Withheld withheld) {
    String service = span.resource.serviceName();
    switch (withheld) {
      case LOST -> plantGap(span.where, service, "missing");
      case UNSAMPLED -> plantGap(span.where, service, "sampled_out");
      case UNINSTRUMENTED -> {
        if (span.where.sampled()) {
          plantGap(span.where, service, "not_instrumented");
        }
      }
      case STRIPPED -> {}
    }
  }

  void plantGap(Where where, String service, String cause) {
    where.owners().forEach(owner -> gaps.add(new PlantedGap(owner, service, cause)));
  }

  void log(Where where, Resource resource, Line line, long at) {
    RecordId record = newRecord();
    boolean stripped = line.event() == null && chance(loss.lineIds());
    Withheld withheld =
        isDark(resource) ? Withheld.UNINSTRUMENTED : stripped ? Withheld.STRIPPED : null;
    truth(record, "\"" + line.body() + "\" of " + resource.instance(), where, at, withheld);
    if (withheld == Withheld.UNINSTRUMENTED) {
      return;
    }
    String thread = "worker-" + Math.floorMod(where.trace().hashCode(), 8);
    Ids ids = stripped ? Ids.NONE : ids(where, where.parent()).build();
    signals.add(record(record, resource, ids, line, thread, at));
  }

  /** A line that no request caused, of the scheduler or of a worker that cleans up. */
  void noise(Resource resource, String thread, long at) {
    RecordId id = newRecord();
    truths.put(
        id,
        new Truth(
            id,
            "noise of " + resource.instance(),
            Set.of(),
            false,
            at,
            null,
            isDark(resource) ? Withheld.UNINSTRUMENTED : Withheld.STRIPPED));
    if (!isDark(resource)) {
      signals.add(record(id, resource, Ids.NONE, Line.info("all is well"), thread, at));
    }
  }

  private LogRecord record(
      RecordId id, Resource resource, Ids ids, Line line, String thread, long at) {
    Map<String, Object> attributes = new TreeMap<>(line.attributes());
    attributes.put("thread.name", thread);
    return new LogRecord(
        id,
        hosts.raw(resource, at),
        received(at),
        resource,
        ids,
        line.severity(),
        null,
        line.body(),
        line.event(),
        null,
        Attributes.of(attributes),
        "world");
  }

  private void truth(RecordId id, String what, Where where, long at, @Nullable Withheld withheld) {
    truths.put(
        id, new Truth(id, what, where.owners(), where.unsure(), at, where.cause(), withheld));
  }

  private static Ids.Builder ids(Where where, @Nullable SpanId span) {
    return Ids.builder()
        .traceId(where.trace())
        .spanId(span)
        .traceFlags(where.sampled() ? 1 : 0)
        .correlationId(where.known().correlation())
        .sessionId(where.known().session())
        .previousSessionId(where.known().previousSession())
        .users(where.known().names())
        .actorId(where.known().actor());
  }

  private static Instant received(long trueNanos) {
    return Hosts.START.plusNanos(trueNanos + 200 * MILLI);
  }

  /** Everything in the order in which it was written, lines numbered by their process. */
  List<Signal> written() {
    List<Signal> written = new ArrayList<>(signals);
    written.sort(Comparator.comparing(Signal::receivedAt));
    Map<String, Long> numbers = new HashMap<>();
    written.replaceAll(
        signal ->
            signal instanceof LogRecord log
                ? numbered(log, numbers.merge(log.resource().instance(), 1L, Long::sum))
                : signal);
    return List.copyOf(written);
  }

  private static LogRecord numbered(LogRecord log, long number) {
    return new LogRecord(
        log.recordId(),
        log.time(),
        log.receivedAt(),
        log.resource(),
        log.ids(),
        log.severityNumber(),
        log.severityText(),
        log.body(),
        log.eventName(),
        number,
        log.attributes(),
        log.origin());
  }
}
