package dev.throughline.collector.queue;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One record as it lies in a segment. Every entry knows its frame's extent by itself, so a damaged
 * neighbour costs nothing but itself: there is no frame header that could be hit.
 *
 * <pre>
 *  0 magic    4   "TLe1"
 *  4 length   4   of the payload
 *  8 sequence 8   of the frame
 * 16 ordinal  4   of the record in its frame, from 0
 * 20 count    4   records in the frame
 * 24 before   4   bytes of the frame that lie before this entry
 * 28 total    4   bytes of the whole frame
 * 32 crc      4   CRC-32C of bytes 0 to 31 and the payload
 * 36 payload
 * </pre>
 *
 * @param position where the entry starts in its segment
 */
record Entry(
    long position, long sequence, int ordinal, int count, int before, int total, byte[] payload)
    implements SegmentScanner.Item {

  static final int HEADER_BYTES = 36;
  static final int MAGIC = 0x544c6531;

  static int bytes(byte[] payload) {
    return HEADER_BYTES + payload.length;
  }

  long end() {
    return position + bytes(payload);
  }

  long frameStart() {
    return position - before;
  }

  long frameEnd() {
    return frameStart() + total;
  }

  boolean isLastOfFrame() {
    return before + bytes(payload) == total;
  }

  /** Fills {@code header} (36 bytes) for a payload that follows it. */
  static void writeHeader(
      ByteBuffer header,
      byte[] payload,
      long sequence,
      int ordinal,
      int count,
      int before,
      int total) {
    header.clear();
    header.putInt(MAGIC).putInt(payload.length).putLong(sequence);
    header.putInt(ordinal).putInt(count).putInt(before).putInt(total);
    CRC32C crc = new CRC32C();
    crc.update(header.array(), 0, HEADER_BYTES - Integer.BYTES);
    crc.update(payload);
    header.putInt((int) crc.getValue());
    header.flip();
  }

  /** What the fields before the payload say; null unless they make sense at this place. */
  static @Nullable Header readHeader(ByteBuffer bytes, int at, long position, long limit) {
    Header header =
        new Header(
            bytes.getInt(at + 4),
            bytes.getLong(at + 8),
            bytes.getInt(at + 16),
            bytes.getInt(at + 20),
            bytes.getInt(at + 24),
            bytes.getInt(at + 28));
    return bytes.getInt(at) == MAGIC && header.fits(position, limit) ? header : null;
  }

  /** The fixed fields of an entry. */
  record Header(int length, long sequence, int ordinal, int count, int before, int total) {
    boolean fits(long position, long limit) {
      return length >= 0
          && ordinal >= 0
          && ordinal < count
          && before >= 0
          && before <= position
          && (long) before + HEADER_BYTES + length <= total
          && position + HEADER_BYTES + length <= limit;
    }

    /** The entry, if the checksum agrees. */
    @Nullable Entry withPayload(ByteBuffer bytes, int at, long position) {
      ByteBuffer covered = bytes.duplicate();
      CRC32C crc = new CRC32C();
      crc.update(covered.limit(at + HEADER_BYTES - Integer.BYTES).position(at));
      covered.limit(at + HEADER_BYTES + length).position(at + HEADER_BYTES);
      byte[] payload = new byte[length];
      covered.get(payload);
      crc.update(payload);
      return (int) crc.getValue() == bytes.getInt(at + HEADER_BYTES - Integer.BYTES)
          ? new Entry(position, sequence, ordinal, count, before, total, payload)
          : null;
    }
  }
}
