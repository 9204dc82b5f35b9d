package dev.throughline.collector.intake;

import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.collector.queue.Receipt;
import dev.throughline.collector.queue.Receipt.Durable;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.SignalCodec;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where every receiver hands in what it decoded. Thread-safe. */
public final class FrontDoor {
  private static final Durable NOTHING_TO_KEEP = new Durable(-1);

  private final DurableQueue queue;
  private final SignalCodec codec;

  public FrontDoor(DurableQueue queue, SignalCodec codec) {
    this.queue = queue;
    this.codec = codec;
  }

  /**
   * Queues the records of one request, all or none.
   *
   * @return completed, never exceptionally, when they may be acknowledged or were refused
   */
  CompletableFuture<Receipt> admit(List<Signal> signals) {
    if (signals.isEmpty()) {
      return CompletableFuture.completedFuture(NOTHING_TO_KEEP);
    }
    return queue.append(signals.stream().map(codec::encode).toList());
  }
}
