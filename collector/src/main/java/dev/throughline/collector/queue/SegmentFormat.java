package dev.throughline.collector.queue;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * How a segment is called and how it begins: {@code seg-<first sequence, 20 digits>.log}, then 16
 * bytes (magic 8, version 4, CRC-32C 4) that every version, past and future, keeps.
 */
final class SegmentFormat {
  static final int VERSION = 1;
  static final int HEADER_BYTES = 16;

  private static final long MAGIC = 0x544c5155_45554531L; // TLQUEUE1
  private static final Pattern NAME = Pattern.compile("seg-(\\d{20})\\.log");

  private SegmentFormat() {}

  static String name(long firstSequence) {
    return String.format("seg-%020d.log", firstSequence);
  }

  /** The first sequence that a file name promises, or empty when it is not a segment's name. */
  static OptionalLong firstSequence(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(matcher.group(1)));
    } catch (NumberFormatException tooBig) {
      return OptionalLong.empty();
    }
  }

  static ByteBuffer header() {
    return header(VERSION);
  }

  static ByteBuffer header(int version) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putInt(version);
    return header.putInt(checksum(header)).flip();
  }

  /** The version a segment says it has, or empty when its first bytes are damaged. */
  static OptionalLong version(ByteBuffer header) {
    boolean whole =
        header.remaining() >= HEADER_BYTES
            && header.getLong(0) == MAGIC
            && header.getInt(12) == checksum(header);
    return whole ? OptionalLong.of(header.getInt(8)) : OptionalLong.empty();
  }

  private static int checksum(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.array(), 0, 12);
    return (int) crc.getValue();
  }
}
