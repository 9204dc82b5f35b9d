package dev.throughline.collector.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * A record that no store will take, kept whole.
 *
 * @param reason why the store rejected it the last time
 * @param attempts how often the store rejected it, at least once
 * @param since when it was rejected first
 * @param at when it was rejected last
 * @param record as it lay in the queue
 */
public record DeadLetter(
    LetterId id, String reason, int attempts, Instant since, Instant at, byte[] record) {
  /** After so many rejections it is not replayed with the others any more. */
  public static final int PARKED_AFTER = 3;

  private static final int MAX_REASON = 1000;

  /** The same, rejected for the first time at another moment. */
  DeadLetter since(Instant first) {
    return new DeadLetter(id, reason, attempts, first, at, record);
  }

  /** Whether it was rejected so often that only an explicit wish tries it again. */
  public boolean isParked() {
    return attempts >= PARKED_AFTER;
  }

  /** All but the id, as it lies on disk. */
  List<byte[]> content() {
    ByteArrayOutputStream label = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(label)) {
      out.writeInt(attempts);
      out.writeLong(since.toEpochMilli());
      out.writeLong(at.toEpochMilli());
      out.writeUTF(reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason);
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot fail", e);
    }
    return List.of(label.toByteArray(), record);
  }

  /**
   * @throws IllegalArgumentException when that is no content
   */
  static DeadLetter of(byte[] key, List<byte[]> content) {
    if (content.size() != 2) {
      throw new IllegalArgumentException(
          "a dead letter of " + content.size() + " parts, expected 2");
    }
    byte[] label = content.getFirst();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(label))) {
      int attempts = in.readInt();
      Instant since = Instant.ofEpochMilli(in.readLong());
      Instant at = Instant.ofEpochMilli(in.readLong());
      return new DeadLetter(
          LetterId.read(ByteBuffer.wrap(key)),
          in.readUTF(),
          attempts,
          since,
          at,
          content.getLast());
    } catch (IOException e) {
      throw new IllegalArgumentException("a dead letter's label of " + label.length + " bytes", e);
    }
  }
}
