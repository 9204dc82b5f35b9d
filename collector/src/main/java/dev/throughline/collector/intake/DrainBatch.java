package dev.throughline.collector.intake;

import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.collector.queue.Frame;
import dev.throughline.collector.queue.Frame.QueuedRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.SignalCodec;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult.Outcome;
import dev.throughline.journey.store.WriteResult.Rejected;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some whole frames on their way to the store. */
final class DrainBatch {
  private static final int MOST_RECORDS = 2_000;
  private static final long MOST_BYTES = 4L * 1024 * 1024;

  private final List<Signal> signals = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private long bytes;
  private long through = -1;

  private record Unreadable(Delivery delivery, String reason) {}

  /** Adds what the queue has, up to a good size; may be nothing. */
  DrainBatch fill(DurableQueue queue, SignalCodec codec) throws IOException {
    while (signals.size() < MOST_RECORDS && bytes < MOST_BYTES) {
      Frame frame = queue.poll();
      if (frame == null) {
        break;
      }
      add(frame, codec);
    }
    return this;
  }

  private void add(Frame frame, SignalCodec codec) {
    through = frame.sequence();
    for (QueuedRecord record : frame.records()) {
      bytes += record.bytes().length;
      Delivery delivery = Delivery.of(frame.sequence(), record);
      try {
        signals.add(codec.decode(delivery.record()));
        deliveries.add(delivery);
      } catch (IllegalArgumentException e) {
        unreadable.add(new Unreadable(delivery, "unreadable: " + e.getMessage()));
      }
    }
  }

  boolean isEmpty() {
    return through < 0;
  }

  /** The last frame in it. */
  long through() {
    return through;
  }

  WriteBatch forStore() {
    return new WriteBatch(signals, through);
  }

  /** Receive time of the oldest record in it. */
  Instant oldest(Instant otherwise) {
    return signals.isEmpty() ? otherwise : signals.getFirst().receivedAt();
  }

  /** When the first of it was received; null when it is dead letters only, which were long ago. */
  @Nullable Instant received() {
    for (int i = 0; i < signals.size(); i++) {
      if (deliveries.get(i).letter() == null) {
        return signals.get(i).receivedAt();
      }
    }
    return null;
  }

  /** What can never be stored: what no codec reads, and what the store rejected. */
  List<DeadLetter> rejected(List<Outcome> outcomes, Instant now) {
    List<DeadLetter> letters = new ArrayList<>();
    unreadable.forEach(bad -> letters.add(bad.delivery.rejected(bad.reason, now)));
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Rejected rejected) {
        letters.add(deliveries.get(i).rejected(rejected.reason(), now));
      }
    }
    return letters;
  }

  /** The dead letters that the store has taken after all. */
  List<Delivery> arrived(List<Outcome> outcomes) {
    List<Delivery> arrived = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (deliveries.get(i).letter() != null && !(outcomes.get(i) instanceof Rejected)) {
        arrived.add(deliveries.get(i));
      }
    }
    return arrived;
  }
}
