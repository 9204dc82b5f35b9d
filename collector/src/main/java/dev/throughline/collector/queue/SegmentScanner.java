package dev.throughline.collector.queue;

import dev.throughline.collector.queue.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a segment, over damage too: where no entry can be read, it looks for the next place
 * where one can. Keeps a window of the file in memory, never the file.
 */
final class SegmentScanner {
  private static final int WINDOW_BYTES = 64 * 1024;

  /** What lies at a place in a segment. */
  sealed interface Item permits Entry, Damage {}

  /** Bytes that are no entry. */
  record Damage(long from, long to) implements Item {}

  private final DiskFile file;
  private ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).flip();
  private long windowStart;
  private long position;
  private long limit;

  /**
   * @param position where to begin
   * @param limit where to stop; bytes from here on are not looked at
   */
  SegmentScanner(DiskFile file, long position, long limit) {
    this.file = file;
    this.position = position;
    this.limit = limit;
  }

  /** Allows reading further into a segment that has grown. */
  void extendTo(long newLimit) {
    if (newLimit > limit) {
      limit = newLimit;
      window.limit(0);
    }
  }

  /** The next item, or null at the limit. */
  @Nullable Item next() throws IOException {
    if (position >= limit) {
      return null;
    }
    Entry entry = entryAt(position);
    if (entry != null) {
      position = entry.end();
      return entry;
    }
    long from = position;
    do {
      position++;
    } while (position < limit && entryAt(position) == null);
    return new Damage(from, position);
  }

  private @Nullable Entry entryAt(long at) throws IOException {
    if (at + Entry.HEADER_BYTES > limit) {
      return null;
    }
    int headerOffset = offsetOf(at, Entry.HEADER_BYTES);
    Entry.Header header = Entry.readHeader(window, headerOffset, at, limit);
    if (header == null) {
      return null;
    }
    int offset = offsetOf(at, Entry.HEADER_BYTES + header.length());
    return header.withPayload(window, offset, at);
  }

  /** Makes bytes of the file available in the window and says where in it. */
  private int offsetOf(long at, int bytes) throws IOException {
    if (at < windowStart || at + bytes > windowStart + window.limit()) {
      fill(at, bytes);
    }
    return (int) (at - windowStart);
  }

  private void fill(long at, int bytes) throws IOException {
    if (window.capacity() < bytes) {
      window = ByteBuffer.allocate(bytes);
    }
    window.clear().limit((int) Math.min(window.capacity(), limit - at));
    file.read(window, at);
    if (window.position() < bytes) {
      throw new IOException(
          "the segment ends at "
              + (at + window.position())
              + ", expected at least "
              + (at + bytes));
    }
    window.flip();
    windowStart = at;
  }
}
