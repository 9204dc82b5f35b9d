package dev.throughline.cli.render;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Journeys put together by hand, step by step. */
final class Sample {
  private static final Instant BEGIN = Instant.parse("2026-11-22T13:41:02.120Z");
  private static final TraceId TRACE = new TraceId("4bf92f3577b34da6a3ce929d0e0e4736");

  private final List<Step> steps = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Journey.ClockReading> clocks = new ArrayList<>();
  private final List<Journey.SourceReport> sources = new ArrayList<>();
  private final List<Journey.Failure> failures = new ArrayList<>();
  private String user = "alice";
  private boolean complete = true;

  /** A span. {@code name} may end in a status code; five hundreds are errors. */
  Sample span(@Nullable Integer parent, String service, String name, long atMicros, long micros) {
    String[] words = name.split(" ");
    String last = words[words.length - 1];
    boolean coded = last.matches("[1-5]\\d\\d");
    boolean error = coded && last.startsWith("5") || last.equals("ERROR");
    String shown = coded || error ? name.substring(0, name.lastIndexOf(' ')) : name;
    Span.Kind kind = Span.Kind.SERVER;
    if (shown.startsWith("->")) {
      kind = Span.Kind.CLIENT;
      shown = shown.substring(2);
    } else if (shown.startsWith(">>")) {
      kind = Span.Kind.PRODUCER;
      shown = shown.substring(2);
    } else if (shown.startsWith("<<")) {
      kind = Span.Kind.CONSUMER;
      shown = shown.substring(2);
    }
    Instant start = BEGIN.plusNanos(atMicros * 1_000);
    SpanId id = new SpanId("%016x".formatted(steps.size() + 1));
    return add(
        parent,
        start,
        new Span(
            record(),
            start,
            start.plusNanos(micros * 1_000),
            start,
            Resource.ofService(service),
            Ids.builder().traceId(TRACE).spanId(id).build(),
            null,
            shown,
            kind,
            error ? Span.Status.ERROR : Span.Status.UNSET,
            null,
            List.of(),
            List.of(),
            coded
                ? Attributes.of(Map.of("http.response.status_code", Long.parseLong(last)))
                : Attributes.EMPTY,
            "otlp/http"));
  }

  Sample log(@Nullable Integer parent, String service, int severity, String body, long atMicros) {
    return log(parent, service, severity, body, null, Map.of(), atMicros);
  }

  Sample event(
      @Nullable Integer parent, String service, String name, Map<String, ?> data, long atMicros) {
    return log(parent, service, 9, name, name, data, atMicros);
  }

  Sample log(
      @Nullable Integer parent,
      String service,
      int severity,
      String body,
      @Nullable String event,
      Map<String, ?> data,
      long atMicros) {
    Instant time = BEGIN.plusNanos(atMicros * 1_000);
    return add(
        parent,
        time,
        new LogRecord(
            record(),
            time,
            time,
            Resource.ofService(service),
            Ids.NONE,
            severity,
            null,
            body,
            event,
            null,
            Attributes.of(data),
            "json"));
  }

  Sample mark(double confidence, Step.Mark... marks) {
    Step s = steps.removeLast();
    steps.add(
        new Step(
            s.number(),
            s.parent(),
            s.depth(),
            s.time(),
            s.signal(),
            confidence,
            Set.of(marks),
            s.because(),
            s.merged()));
    return this;
  }

  /** The last step was stamped by a clock that ran so far behind. */
  Sample behind(long millis) {
    Step s = steps.removeLast();
    steps.add(
        new Step(
            s.number(),
            s.parent(),
            s.depth(),
            s.time().plusMillis(millis),
            s.signal(),
            s.confidence(),
            s.marks(),
            s.because(),
            s.merged()));
    return this;
  }

  Sample gap(Gap.Cause cause, @Nullable String service, @Nullable Integer after, String detail) {
    gaps.add(new Gap(cause, service, after, 1, detail));
    return this;
  }

  Sample failure(
      String service, int step, Journey.Failure.Kind kind, String reason, String... propagated) {
    List<String> evidence = List.of("r" + step, "r" + (step + 1));
    failures.add(new Journey.Failure(service, step, kind, reason, evidence, List.of(propagated)));
    return this;
  }

  Sample clock(String instance, long offsetMillis) {
    Duration offset = Duration.ofMillis(offsetMillis);
    clocks.add(
        new Journey.ClockReading(
            instance, "host-3", offset, 3.1, offset.minusMillis(2), offset.plusMillis(2)));
    return this;
  }

  Sample source(String name, long records, @Nullable String failure) {
    Instant asOf = failure == null ? BEGIN.plusSeconds(60) : null;
    sources.add(
        new Journey.SourceReport(name, records, false, asOf, Duration.ofMillis(12), failure));
    complete &= failure == null;
    return this;
  }

  Sample user(String name) {
    user = name;
    return this;
  }

  Journey journey() {
    LinkedHashSet<String> services = new LinkedHashSet<>();
    steps.forEach(step -> services.add(step.service()));
    long spans = steps.stream().filter(step -> step.signal() instanceof Span).count();
    long events =
        steps.stream()
            .filter(step -> step.signal() instanceof LogRecord log && log.isEvent())
            .count();
    Journey.Summary summary =
        new Journey.Summary(
            List.copyOf(services),
            1,
            spans == 0 ? 0 : 1,
            (int) spans,
            (int) (steps.size() - spans - events),
            (int) events,
            (int) steps.stream().filter(step -> step.signal().isError()).count(),
            steps.isEmpty() ? null : steps.getFirst().time(),
            steps.stream().map(StepEnd::of).max(Instant::compareTo).orElse(null));
    return new Journey(
        Map.of("user", List.of(user)),
        new Journey.Window(null, null),
        BEGIN.plusSeconds(60),
        complete,
        summary,
        failures.isEmpty() ? null : failures.getFirst(),
        failures,
        clocks,
        steps,
        gaps,
        sources);
  }

  private RecordId record() {
    return new RecordId("r" + (steps.size() + 1));
  }

  private Sample add(@Nullable Integer parent, Instant time, Signal signal) {
    int depth = parent == null ? 0 : steps.get(parent - 1).depth() + 1;
    steps.add(
        new Step(steps.size() + 1, parent, depth, time, signal, 1, Set.of(), List.of(), List.of()));
    return this;
  }

  /** A visit to the shop that fails at the bank. */
  static Sample shop() {
    return new Sample()
        .span(null, "gateway", "GET /catalog 200", 0, 12_100)
        .span(1, "gateway", "->GET inventory 200", 1_000, 9_800)
        .span(2, "inventory", "GET /stock 200", 2_400, 6_300)
        .log(3, "inventory", 9, "42 articles in stock", 5_100)
        .span(null, "gateway", "POST /login 200", 4_100_000, 61_000)
        .span(5, "auth", "POST /sessions 200", 4_103_000, 55_000)
        .event(6, "auth", "UserLoggedIn", Map.of("method", "password"), 4_150_000)
        .span(null, "gateway", "POST /checkout 502", 9_400_000, 412_000)
        .log(8, "gateway", 9, "checkout of 3 articles, 74.90 EUR", 9_401_000)
        .span(8, "gateway", "->POST orders 502", 9_402_000, 408_000)
        .span(10, "orders", "POST /orders 502", 9_404_000, 402_000)
        .event(11, "orders", "OrderPlaced", Map.of("order_id", 4711L, "total", "74.90"), 9_406_000)
        .span(11, "orders", "->POST payments 500", 9_408_000, 390_000)
        .span(13, "payments", "POST /charge 500", 9_410_000, 383_000)
        .span(14, "payments", "->POST acme-bank ERROR", 9_412_000, 360_000)
        .log(
            14,
            "payments",
            17,
            "card declined: acme-bank says currency XTS is not enabled for merchant 4711",
            null,
            Map.of(
                "exception.type",
                "shop.Declined",
                "exception.message",
                "XTS",
                "exception.stacktrace",
                "shop.Declined: XTS\n\tat shop.Bank.pay(Bank.java:41)\n"
                    + "Caused by: java.io.IOException: 422 from bank\n\tat x.Y"),
            9_780_000)
        .log(11, "orders", 13, "order 4711 not paid, kept for retry", 9_802_000)
        .span(11, "inventory", "DELETE /reservations/4711 204", 9_803_000, 2_000)
        .failure(
            "payments",
            14,
            Journey.Failure.Kind.ERROR,
            "card declined: acme-bank says currency XTS is not enabled for merchant 4711",
            "orders",
            "gateway")
        .gap(Gap.Cause.NOT_INSTRUMENTED, "acme-bank", 15, "")
        .gap(Gap.Cause.OTHER_USER, null, null, "")
        .clock("payments-7f", -812)
        .source("http://127.0.0.1:7070", 18, null);
  }
}
