package dev.throughline.collector.query;

import dev.throughline.collector.intake.DeadLetter;
import dev.throughline.collector.intake.DeadLetters;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.LossReport;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.SignalCodec;
import dev.throughline.journey.store.StoreReader;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The store, and what it refused: each dead letter that names what is asked for is told of as a
 * {@link LossReport}, for as long as it is one. Thread-safe.
 *
 * @param processes the store again
 */
record StoreAndDeadLetters(
    StoreReader store, ProcessReader processes, DeadLetters letters, SignalCodec codec)
    implements StoreReader, ProcessReader {
  /** Where so many wait, one more in a journey's gaps changes nothing. */
  private static final int MOST_LETTERS = 10_000;

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
    ReadResult result = store.read(query, sink);
    if (letters.count() == 0
        || !(result instanceof ReadResult.Answered answered)
        || answered.truncated()) {
      return result;
    }
    Reports reports = new Reports(query, query.limit() - answered.records(), sink);
    try {
      letters.read(null, reports);
    } catch (IOException e) {
      return new ReadResult.Failed(
          answered.records() + reports.told, "the dead letters cannot be read: " + e.getMessage());
    }
    return new ReadResult.Answered(
        answered.records() + reports.told,
        reports.truncated,
        answered.asOf(),
        answered.keptSince());
  }

  @Override
  public ReadResult readProcesses(Look look, Consumer<Signal> sink) {
    return processes.readProcesses(look, sink);
  }

  /** The store is its owner's to close. */
  @Override
  public void close() {}

  private final class Reports implements DeadLetters.Visitor {
    private final Query query;
    private final long room;
    private final Consumer<Signal> sink;
    private long told;
    private int seen;
    private boolean truncated;

    Reports(Query query, long room, Consumer<Signal> sink) {
      this.query = query;
      this.room = room;
      this.sink = sink;
    }

    @Override
    public boolean visit(DeadLetter letter) {
      try {
        LogRecord report = LossReport.ofRefused(codec.decode(letter.record()), letter.reason());
        if (isAskedFor(report)) {
          truncated = told == room;
          if (!truncated) {
            told++;
            sink.accept(report);
          }
        }
      } catch (IllegalArgumentException unreadable) {
        // Whose it was nobody can tell.
      }
      return !truncated && ++seen < MOST_LETTERS;
    }

    /** By its ids only: who asks for all reports means those of processes, not every letter. */
    private boolean isAskedFor(LogRecord report) {
      return query.range().contains(report.time())
          && query.anyOf().stream()
              .anyMatch(handle -> !(handle instanceof Handle.Field) && handle.matches(report));
    }
  }
}
