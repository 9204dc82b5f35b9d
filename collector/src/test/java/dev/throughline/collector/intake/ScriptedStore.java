package dev.throughline.collector.intake;

import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.StoreWriter;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import dev.throughline.journey.store.WriteResult.Answered;
import dev.throughline.journey.store.WriteResult.Duplicate;
import dev.throughline.journey.store.WriteResult.Outcome;
import dev.throughline.journey.store.WriteResult.Rejected;
import dev.throughline.journey.store.WriteResult.Stored;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that has its bad moments: first what the script says, then it takes everything. */
final class ScriptedStore implements StoreWriter {
  private final Map<String, Signal> records = new LinkedHashMap<>();
  private final Queue<Supplier<WriteResult>> script = new ArrayDeque<>();
  private boolean durable = true;
  private boolean poisonous = true;
  private @Nullable WriteResult refusal;
  private long through = -1;

  synchronized ScriptedStore then(Supplier<WriteResult> answer) {
    script.add(answer);
    return this;
  }

  /** From now on it takes nothing and says this; with null it takes everything again. */
  synchronized void refuse(@Nullable WriteResult why) {
    refusal = why;
  }

  /** What it takes is in its memory only. */
  synchronized ScriptedStore forgetful() {
    durable = false;
    return this;
  }

  synchronized void makeDurable() {
    durable = true;
  }

  /** From now on nothing is poison any more. */
  synchronized void mend() {
    poisonous = false;
  }

  synchronized List<String> bodies() {
    return records.values().stream().map(record -> ((LogRecord) record).body()).toList();
  }

  /** What it took last. */
  synchronized LogRecord last() {
    return (LogRecord) List.copyOf(records.values()).getLast();
  }

  @Override
  public synchronized WriteResult write(WriteBatch batch) {
    Supplier<WriteResult> scripted = script.poll();
    if (scripted != null) {
      return scripted.get();
    }
    if (refusal != null) {
      return refusal;
    }
    through = batch.through();
    return new Answered(batch.signals().stream().map(this::write).toList());
  }

  private Outcome write(Signal signal) {
    if (poisonous && ((LogRecord) signal).body().startsWith("poison")) {
      return new Rejected("it is poison");
    }
    return records.putIfAbsent(signal.recordId().value(), signal) == null
        ? new Stored()
        : new Duplicate();
  }

  @Override
  public synchronized long durableThrough() {
    return durable ? through : -1;
  }

  @Override
  public void close() {}
}
