package dev.throughline.collector.intake;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * What names a dead letter, for good: the frame it was queued in at first, its place there, and its
 * content, as a queue that was lost may begin to count anew.
 */
public record LetterId(long sequence, int ordinal, int content) {
  static final int BYTES = Long.BYTES + 2 * Integer.BYTES;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,9})-([0-9a-f]{8})");

  static LetterId of(long sequence, int ordinal, byte[] record) {
    CRC32C crc = new CRC32C();
    crc.update(record);
    return new LetterId(sequence, ordinal, (int) crc.getValue());
  }

  /** What {@link #toString} says; empty when the text is none. */
  public static Optional<LetterId> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new LetterId(
                Long.parseLong(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseUnsignedInt(matcher.group(3), 16)))
        : Optional.empty();
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(sequence).putInt(ordinal).putInt(content).array();
  }

  static LetterId read(ByteBuffer bytes) {
    return new LetterId(bytes.getLong(), bytes.getInt(), bytes.getInt());
  }

  /** {@code 1042-3-9af01c22}. */
  @Override
  public String toString() {
    return "%d-%d-%08x".formatted(sequence, ordinal, content);
  }
}
