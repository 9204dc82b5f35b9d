package dev.throughline.collector.queue;

import dev.throughline.collector.queue.Disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Appends frames to one segment, from its creation to its end; a segment is never reopened. */
final class SegmentWriter implements Closeable {
  /** A good size for the buffer. */
  static final int BUFFER_BYTES = 256 * 1024;

  private final DiskFile file;
  private final ByteBuffer buffer;
  private final ByteBuffer header = ByteBuffer.allocate(Entry.HEADER_BYTES);
  private long bytes;

  private SegmentWriter(DiskFile file, ByteBuffer buffer) {
    this.file = file;
    this.buffer = buffer.clear();
  }

  /**
   * Begins a file; its header is forced, its name is the caller's to force.
   *
   * @param buffer for this writer's use alone until it is closed
   */
  static SegmentWriter begin(DiskFile file, ByteBuffer buffer) throws IOException {
    SegmentWriter writer = new SegmentWriter(file, buffer);
    writer.put(SegmentFormat.header());
    writer.force();
    return writer;
  }

  /** Bytes appended so far, forced or not. */
  long bytes() {
    return bytes;
  }

  void append(long sequence, List<byte[]> records) throws IOException {
    int total = frameBytes(records);
    int before = 0;
    int ordinal = 0;
    for (byte[] record : records) {
      Entry.writeHeader(header, record, sequence, ordinal++, records.size(), before, total);
      put(header);
      put(ByteBuffer.wrap(record));
      before += Entry.bytes(record);
    }
  }

  /** Returns when all that was appended survives a power loss. */
  void force() throws IOException {
    flush();
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  static int frameBytes(List<byte[]> records) {
    int total = 0;
    for (byte[] record : records) {
      total = Math.addExact(total, Entry.bytes(record));
    }
    return total;
  }

  private void put(ByteBuffer from) throws IOException {
    bytes += from.remaining();
    while (from.hasRemaining()) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int part = Math.min(from.remaining(), buffer.remaining());
      buffer.put(buffer.position(), from, from.position(), part);
      buffer.position(buffer.position() + part);
      from.position(from.position() + part);
    }
  }

  private void flush() throws IOException {
    buffer.flip();
    file.append(buffer);
    buffer.clear();
  }
}
