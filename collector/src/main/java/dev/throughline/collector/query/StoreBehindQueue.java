package dev.throughline.collector.query;

import dev.throughline.collector.intake.Progress;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The store as it is while records wait in the queue: an answer is dated by what was in the store
 * of all that the collector has acknowledged. The store by itself knows only what reached it.
 * Thread-safe.
 *
 * @param processes the store again
 */
record StoreBehindQueue(StoreReader store, ProcessReader processes, Supplier<Progress> progress)
    implements StoreReader, ProcessReader {
  @Override
  public String name() {
    return store.name();
  }

  @Override
  public Set<Capability> capabilities() {
    return store.capabilities();
  }

  @Override
  public ReadResult read(Query query, Consumer<Signal> sink) {
    Progress before = progress.get();
    return dated(store.read(query, sink), before);
  }

  @Override
  public ReadResult readProcesses(Look look, Consumer<Signal> sink) {
    Progress before = progress.get();
    return dated(processes.readProcesses(look, sink), before);
  }

  private static ReadResult dated(ReadResult result, Progress progress) {
    if (!(result instanceof ReadResult.Answered answered)) {
      return result;
    }
    Instant stored = progress.at(answered.asOf());
    return stored.isBefore(answered.asOf())
        ? new ReadResult.Answered(
            answered.records(), answered.truncated(), stored, answered.keptSince())
        : answered;
  }

  /** The store is its owner's to close. */
  @Override
  public void close() {}
}
