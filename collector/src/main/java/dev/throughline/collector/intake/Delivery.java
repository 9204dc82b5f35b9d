package dev.throughline.collector.intake;

import dev.throughline.collector.queue.Frame.QueuedRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record out of the queue: a fresh one, or a dead letter that is tried again and says so, in an
 * envelope around the record. The envelope survives a crash with the record in it, so nobody has to
 * remember what is being replayed.
 *
 * @param sequence of the frame it is in now
 * @param letter the dead letter it comes from, or null
 * @param attempt the how manieth rejection the next one would be
 * @param record without the envelope
 */
record Delivery(long sequence, int ordinal, @Nullable LetterId letter, int attempt, byte[] record) {
  /** No record begins with it: they are JSON. */
  private static final byte ENVELOPE = 1;

  private static final int HEADER_BYTES = 1 + LetterId.BYTES + Integer.BYTES;

  static Delivery of(long sequence, QueuedRecord queued) {
    byte[] bytes = queued.bytes();
    if (bytes.length < HEADER_BYTES || bytes[0] != ENVELOPE) {
      return new Delivery(sequence, queued.ordinal(), null, 1, bytes);
    }
    ByteBuffer envelope = ByteBuffer.wrap(bytes).position(1);
    LetterId key = LetterId.read(envelope);
    int attempt = envelope.getInt();
    byte[] record = new byte[envelope.remaining()];
    envelope.get(record);
    return new Delivery(sequence, queued.ordinal(), key, attempt, record);
  }

  /** What to queue for a letter to be tried again. */
  static byte[] again(DeadLetter letter) {
    return ByteBuffer.allocate(HEADER_BYTES + letter.record().length)
        .put(ENVELOPE)
        .put(letter.id().bytes())
        .putInt(letter.attempts() + 1)
        .put(letter.record())
        .array();
  }

  DeadLetter rejected(String reason, Instant now) {
    LetterId key = letter != null ? letter : LetterId.of(sequence, ordinal, record);
    return new DeadLetter(key, reason, attempt, now, now, record);
  }
}
