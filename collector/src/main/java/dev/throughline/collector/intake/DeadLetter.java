package dev.throughline.collector.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * A record that no store will take, kept whole.
 *
 * @param sequence of the frame it was queued in
 * @param ordinal its place in that frame
 * @param reason why the store rejected it
 * @param attempts how often it was tried
 * @param record as it lay in the queue
 */
public record DeadLetter(
    long sequence, int ordinal, String reason, int attempts, Instant at, byte[] record) {

  /**
   * What names it: a frame and a place in it; and its content, as a queue that was lost begins to
   * count anew.
   */
  record Key(long sequence, int ordinal, long content) {}

  Key key() {
    CRC32C crc = new CRC32C();
    crc.update(record);
    return new Key(sequence, ordinal, crc.getValue());
  }

  /** All but the record, as bytes. */
  byte[] label() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(sequence);
      out.writeInt(ordinal);
      out.writeInt(attempts);
      out.writeLong(at.toEpochMilli());
      out.writeUTF(reason.length() > 1000 ? reason.substring(0, 1000) : reason);
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot fail", e);
    }
    return bytes.toByteArray();
  }

  static DeadLetter of(byte[] label, byte[] record) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(label))) {
      long sequence = in.readLong();
      int ordinal = in.readInt();
      int attempts = in.readInt();
      Instant at = Instant.ofEpochMilli(in.readLong());
      return new DeadLetter(sequence, ordinal, in.readUTF(), attempts, at, record);
    }
  }
}
