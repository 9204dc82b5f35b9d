package dev.throughline.collector.intake;

import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.journey.store.SignalCodec;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes the next batch while the store writes the one before. One batch ahead and no
 * more, in the queue's order; only its own thread touches the queue's reader. What was read ahead
 * is not remembered anywhere: a crash or {@link #rewind} reads it again. For the drain's thread.
 */
final class ReadAhead implements Closeable {
  private final DurableQueue queue;
  private final SignalCodec codec;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          work -> Thread.ofPlatform().name("drain-reader").unstarted(work));

  private @Nullable Future<DrainBatch> ahead;

  ReadAhead(DurableQueue queue, SignalCodec codec) {
    this.queue = queue;
    this.codec = codec;
  }

  /** Begins to read what {@link #take} will give. */
  void begin() {
    ahead = reader.submit(() -> new DrainBatch().fill(queue, codec));
  }

  /** The next batch with everything that has come meanwhile, up to a good size; may be empty. */
  DrainBatch take() throws IOException, InterruptedException {
    DrainBatch begun = ahead == null ? new DrainBatch() : result(ahead);
    ahead = null;
    return result(reader.submit(() -> begun.fill(queue, codec)));
  }

  /** Forgets what was read and begins again with the first frame that is not done. */
  void rewind() throws IOException, InterruptedException {
    ahead = null;
    result(
        reader.submit(
            () -> {
              queue.rewind();
              return new DrainBatch();
            }));
  }

  private static DrainBatch result(Future<DrainBatch> future)
      throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
