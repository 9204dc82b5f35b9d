package dev.throughline.journey.diff;

import dev.throughline.journey.Step;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All steps of a journey that go the same way: the same operations of the same services. */
final class Hop {
  private final List<String> way;
  private final List<Step> steps = new ArrayList<>();

  Hop(List<String> way) {
    this.way = way;
  }

  void add(Step step) {
    steps.add(step);
  }

  List<String> way() {
    return way;
  }

  Step first() {
    return steps.getFirst();
  }

  /** Log lines come and go; operations and events do not. */
  boolean isExpected() {
    return !(first().signal() instanceof LogRecord log) || log.isEvent();
  }

  /** A consumer begins where a message is taken, not where its sender was. */
  static boolean isConsumer(Step step) {
    return step.signal() instanceof Span span && span.kind() == Span.Kind.CONSUMER;
  }

  /** What a person does, or what the clock starts: another run need not have it. */
  boolean isEntry() {
    return way.size() == 1 && !isConsumer(first());
  }

  Optional<Step> firstError() {
    return steps.stream().filter(step -> step.signal().isError()).findFirst();
  }

  /** What its first error says. */
  String errorWords() {
    return switch (firstError().orElseThrow().signal()) {
      case LogRecord log -> log.body();
      case Span span -> Objects.requireNonNullElse(span.statusMessage(), "failed");
    };
  }

  /** Lengths of spans, sorted; empty for log records. */
  List<Duration> lengths() {
    return steps.stream()
        .filter(step -> step.signal() instanceof Span)
        .map(step -> ((Span) step.signal()).duration())
        .sorted()
        .toList();
  }

  /** The values of an attribute, each once. */
  Set<String> values(String attribute) {
    Set<String> values = new TreeSet<>();
    steps.forEach(step -> step.signal().attributes().text(attribute).ifPresent(values::add));
    return values;
  }

  Set<String> attributes() {
    Set<String> keys = new TreeSet<>();
    steps.forEach(step -> keys.addAll(step.signal().attributes().asMap().keySet()));
    return keys;
  }
}
