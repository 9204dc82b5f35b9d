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

/** Some whole frames on their way to the store. */
final class DrainBatch {
  private static final int MOST_RECORDS = 2_000;
  private static final long MOST_BYTES = 4L * 1024 * 1024;

  private record Origin(long sequence, QueuedRecord record) {}

  private final List<Signal> signals = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();
  private final List<DeadLetter> unreadable = new ArrayList<>();
  private long bytes;
  private long through = -1;

  private DrainBatch() {}

  /** What the queue has, up to a good size; may be empty. */
  static DrainBatch from(DurableQueue queue, SignalCodec codec, Instant now) throws IOException {
    DrainBatch batch = new DrainBatch();
    while (batch.signals.size() < MOST_RECORDS && batch.bytes < MOST_BYTES) {
      Frame frame = queue.poll();
      if (frame == null) {
        break;
      }
      batch.add(frame, codec, now);
    }
    return batch;
  }

  private void add(Frame frame, SignalCodec codec, Instant now) {
    through = frame.sequence();
    for (QueuedRecord record : frame.records()) {
      bytes += record.bytes().length;
      try {
        signals.add(codec.decode(record.bytes()));
        origins.add(new Origin(frame.sequence(), record));
      } catch (IllegalArgumentException e) {
        Origin origin = new Origin(frame.sequence(), record);
        unreadable.add(letter(origin, "unreadable: " + e.getMessage(), 1, now));
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

  /** Receive time of the oldest record in it, or null. */
  Instant oldest(Instant otherwise) {
    return signals.isEmpty() ? otherwise : signals.getFirst().receivedAt();
  }

  /** What can never be stored: what no codec reads, and what the store rejected. */
  List<DeadLetter> deadLetters(List<Outcome> outcomes, int attempts, Instant now) {
    List<DeadLetter> letters = new ArrayList<>(unreadable);
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Rejected rejected) {
        letters.add(letter(origins.get(i), rejected.reason(), attempts, now));
      }
    }
    return letters;
  }

  private static DeadLetter letter(Origin origin, String reason, int attempts, Instant now) {
    return new DeadLetter(
        origin.sequence, origin.record.ordinal(), reason, attempts, now, origin.record.bytes());
  }
}
