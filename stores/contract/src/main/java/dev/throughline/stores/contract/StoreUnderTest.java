package dev.throughline.stores.contract;

import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.StoreWriter;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** An empty store, with what a test needs to talk to it. */
public final class StoreUnderTest implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final StoreWriter writer;
  private final StoreReader reader;
  private final UserDirectory users;
  private final Runnable refresh;
  private final AtomicLong sequence = new AtomicLong();

  /**
   * @param refresh returns when everything written before is visible to the reader
   */
  public StoreUnderTest(
      StoreWriter writer, StoreReader reader, UserDirectory users, Runnable refresh) {
    this.writer = writer;
    this.reader = reader;
    this.users = users;
    this.refresh = refresh;
  }

  /** A store in one object whose writes are visible at once. */
  public static <S extends StoreWriter & StoreReader & UserDirectory> StoreUnderTest of(S store) {
    return new StoreUnderTest(store, store, store, () -> {});
  }

  StoreReader reader() {
    return reader;
  }

  UserDirectory users() {
    return users;
  }

  /** Writes one batch and waits until it can be read. */
  List<WriteResult.Outcome> write(List<? extends Signal> signals) {
    List<WriteResult.Outcome> outcomes = writeOnly(signals);
    refresh.run();
    return outcomes;
  }

  List<WriteResult.Outcome> write(Signal... signals) {
    return write(List.of(signals));
  }

  /** Waits until everything that was written can be read. */
  void refresh() {
    refresh.run();
  }

  List<WriteResult.Outcome> writeOnly(List<? extends Signal> signals) {
    WriteBatch batch = new WriteBatch(List.copyOf(signals), sequence.incrementAndGet());
    WriteResult result = writer.write(batch);
    // A store may be too busy for a moment and say so, as the machine under it may be.
    for (long end = System.nanoTime() + PATIENCE.toNanos();
        result instanceof WriteResult.Retry && System.nanoTime() < end; ) {
      result = writer.write(batch);
    }
    if (result instanceof WriteResult.Answered answered) {
      return answered.outcomes();
    }
    throw new AssertionError("the store did not answer per record but said " + result);
  }

  Answer read(Set<Handle> anyOf, TimeRange range, int limit) {
    List<Signal> signals = new ArrayList<>();
    ReadResult result = reader.read(new Query(anyOf, range, limit), signals::add);
    if (result instanceof ReadResult.Answered answered) {
      return new Answer(signals, answered);
    }
    throw new AssertionError("the store could not read: " + result);
  }

  /** What processes wrote, of a store that can tell. */
  Answer look(Look look) {
    if (!(reader instanceof ProcessReader processes)) {
      throw new AssertionError(reader.name() + " cannot tell what a process wrote");
    }
    List<Signal> signals = new ArrayList<>();
    ReadResult result = processes.readProcesses(look, signals::add);
    if (result instanceof ReadResult.Answered answered) {
      return new Answer(signals, answered);
    }
    throw new AssertionError("the store could not look: " + result);
  }

  Answer read(Handle... anyOf) {
    return read(Set.of(anyOf), TimeRange.ALL, Integer.MAX_VALUE);
  }

  /** What was read, and how it ended. */
  record Answer(List<Signal> signals, ReadResult.Answered end) {

    /** Sorted, so that a record given twice shows. */
    List<String> ids() {
      return signals.stream().map(signal -> signal.recordId().value()).sorted().toList();
    }

    Map<RecordId, Signal> byId() {
      Map<RecordId, Signal> byId = new TreeMap<>();
      signals.forEach(signal -> byId.put(signal.recordId(), signal));
      return byId;
    }
  }

  @Override
  public void close() {
    reader.close();
    if (!isSame(reader, writer)) {
      writer.close();
    }
  }

  private static boolean isSame(Object a, Object b) {
    return a == b;
  }
}
