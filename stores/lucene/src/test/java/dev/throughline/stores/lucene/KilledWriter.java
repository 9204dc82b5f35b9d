package dev.throughline.stores.lucene;

import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that writes, then waits to be killed, over two partitions, and prints what it was
 * promised: one line {@code durable N} whenever that grew.
 */
final class KilledWriter {
  static final int PER_BATCH = 20;

  /** Enough to be killed in, few enough to be read whole again and again. */
  private static final int FRAMES = 400;

  private KilledWriter() {}

  public static void main(String[] args) throws IOException {
    LuceneOptions options = Samples.FOR_EVER.withCommitEvery(Duration.ofMillis(50));
    LuceneStore store = LuceneStore.open(Path.of(args[0]), new RecordCodec(), options);
    long durable = -1;
    long first = store.durableThrough() + 1;
    for (long sequence = first; sequence < first + FRAMES; sequence++) {
      store.write(Samples.batch(sequence, frame(sequence)));
      if (store.durableThrough() > durable) {
        durable = store.durableThrough();
        System.out.println("durable " + durable);
      }
    }
    long last = first + FRAMES - 1;
    while (store.durableThrough() < last) {
      Thread.onSpinWait();
    }
    System.out.println("durable " + last);
    System.in.read();
  }

  /** The records of one sequence, always the same. */
  static Signal[] frame(long sequence) {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < PER_BATCH; i++) {
      Duration ago = Duration.ofDays(i % 2);
      signals.add(Samples.log(sequence + "-" + i, Samples.NOON.minus(ago)));
    }
    return signals.toArray(Signal[]::new);
  }
}
