package dev.throughline.collector;

import dev.throughline.collector.intake.DeadLetters;
import dev.throughline.collector.intake.Drain;
import dev.throughline.collector.intake.LinePort;
import dev.throughline.collector.intake.Replays;
import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.collector.queue.QueueStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import java.util.function.ToDoubleFunction;

/**
 * The numbers that the parts keep, as metrics. Health in three equations: {@code queue.frames}
 * falls to 0; {@code intake accepted + letters replayed = store stored + duplicate + rejected} once
 * it has; {@code lost}, {@code quarantined} and {@code failures} stay 0.
 */
record Meters(
    DurableQueue queue, Drain drain, DeadLetters deadLetters, Replays replays, LinePort lines) {

  void addTo(MeterRegistry registry) {
    queueGauge(registry, "frames", "Requests that are not stored yet", QueueStats::frames);
    queueGauge(registry, "bytes", "Size of the queue on disk", QueueStats::bytes);
    queueGauge(registry, "waiting.bytes", "Waiting for the disk", QueueStats::waitingBytes);
    queueCounter(registry, "forces", "How often the disk was forced", QueueStats::forces);
    queueCounter(registry, "force.seconds", "Time that took", stats -> stats.forceNanos() / 1e9);
    queueCounter(registry, "failures", "Writes that the disk refused", QueueStats::failures);
    queueCounter(registry, "lost.records", "Records that damage has cost", QueueStats::lostRecords);
    queueCounter(
        registry, "quarantined.bytes", "Unreadable, set aside", QueueStats::quarantinedBytes);
    queueGauge(
        registry,
        "cursor.rebuilt",
        "1 when this start found no readable cursor",
        stats -> stats.cursorRebuilt() ? 1 : 0);
    Gauge.builder("throughline.queue.age.seconds", drain, d -> d.behind().toNanos() / 1e9)
        .description("Age of the oldest record that is being stored")
        .register(registry);
    stored(registry, "stored", Drain::stored);
    stored(registry, "duplicate", Drain::duplicates);
    stored(registry, "rejected", Drain::rejected);
    FunctionCounter.builder("throughline.store.retries", drain, Drain::retries)
        .description("Batches that the store asked to be sent again")
        .register(registry);
    Gauge.builder("throughline.dead.letters", deadLetters, DeadLetters::count)
        .description("Records that no store takes")
        .register(registry);
    Gauge.builder("throughline.dead.letters.parked", deadLetters, DeadLetters::parked)
        .description("Of those, the ones that were rejected too often to be replayed with the rest")
        .register(registry);
    Gauge.builder("throughline.dead.letters.bytes", deadLetters, DeadLetters::bytes)
        .description("Size of the dead letters")
        .register(registry);
    replayed(registry, "stored", Replays::stored);
    replayed(registry, "rejected", Replays::rejected);
    FunctionCounter.builder("throughline.dead.letters.dropped", replays, Replays::dropped)
        .description("Dead letters that somebody dropped")
        .register(registry);
    Gauge.builder("throughline.intake.lines.connections", lines, LinePort::connections)
        .description("Open connections for lines")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
  }

  private void replayed(MeterRegistry registry, String outcome, ToDoubleFunction<Replays> count) {
    FunctionCounter.builder("throughline.dead.letters.replayed", replays, count)
        .description("Dead letters that were tried again, by what the store said")
        .tag("outcome", outcome)
        .register(registry);
  }

  private void stored(MeterRegistry registry, String outcome, ToDoubleFunction<Drain> count) {
    FunctionCounter.builder("throughline.store.records", drain, count)
        .description("Records by what the store said")
        .tag("outcome", outcome)
        .register(registry);
  }

  private void queueGauge(
      MeterRegistry registry, String name, String what, ToDoubleFunction<QueueStats> value) {
    Gauge.builder("throughline.queue." + name, queue, q -> value.applyAsDouble(q.stats()))
        .description(what)
        .register(registry);
  }

  private void queueCounter(
      MeterRegistry registry, String name, String what, ToDoubleFunction<QueueStats> value) {
    FunctionCounter.builder("throughline.queue." + name, queue, q -> value.applyAsDouble(q.stats()))
        .description(what)
        .register(registry);
  }
}
