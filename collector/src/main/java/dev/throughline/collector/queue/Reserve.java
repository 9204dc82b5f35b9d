package dev.throughline.collector.queue;

import dev.throughline.collector.queue.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of nothing that is given up when the disk is full, so that the cursor, the dead letters
 * and the store can still be written and the queue can empty itself.
 */
final class Reserve {
  static final String NAME = "reserve";

  private static final Logger log = LoggerFactory.getLogger(Reserve.class);
  private static final int CHUNK_BYTES = 1024 * 1024;

  private final Disk disk;
  private final Path directory;
  private final Path file;
  private final long bytes;

  Reserve(Disk disk, Path directory, long bytes) {
    this.disk = disk;
    this.directory = directory;
    this.file = directory.resolve(NAME);
    this.bytes = bytes;
  }

  long bytes() {
    return bytes;
  }

  boolean isHeld() {
    return bytes > 0 && disk.isFile(file);
  }

  /** Gives the space back to the disk. */
  void release() {
    if (!isHeld()) {
      return;
    }
    log.error("the disk is full: releasing the reserve of {} bytes, {}", bytes, file);
    try {
      disk.delete(file);
    } catch (IOException e) {
      log.error("the reserve {} could not be released", file, e);
    }
  }

  /** Takes the space again if more than {@code spare} bytes would be left. */
  void restore(long spare) {
    if (bytes == 0 || isHeld()) {
      return;
    }
    try {
      if (disk.usableBytes(directory) > bytes + spare) {
        fill();
      }
    } catch (IOException e) {
      log.warn("the reserve {} could not be taken", file, e);
      release();
    }
  }

  private void fill() throws IOException {
    // Real bytes: a sparse file would reserve nothing.
    ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
    try (DiskFile reserve = disk.create(file)) {
      for (long left = bytes; left > 0; left -= CHUNK_BYTES) {
        zeros.clear().limit((int) Math.min(CHUNK_BYTES, left));
        reserve.append(zeros);
      }
      reserve.force();
    }
  }
}
