package dev.throughline.journey.diff;

import dev.throughline.journey.Step;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All steps of a journey that go the same way: the same operations of the same services. */
final class Hop {
  private final List<Step> steps = new ArrayList<>();

  void add(Step step) {
    steps.add(step);
  }

  Step first() {
    return steps.getFirst();
  }

  boolean isError() {
    return steps.stream().anyMatch(step -> step.signal().isError());
  }

  Step firstError() {
    return steps.stream().filter(step -> step.signal().isError()).findFirst().orElseThrow();
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

  /** A step's own part of its way: digits and ids are taken out, so that two runs agree. */
  static String name(Step step) {
    String name =
        switch (step.signal()) {
          case Span span -> span.name();
          case LogRecord log when log.eventName() != null -> log.eventName();
          case LogRecord log -> log.body();
        };
    String plain =
        name.replaceAll("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|\\b[0-9a-fA-F]{16,}\\b", "{id}")
            .replaceAll("\\d+", "{n}");
    return plain + "@" + step.service();
  }
}
