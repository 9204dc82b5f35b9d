package dev.throughline.collector.queue;

import dev.throughline.collector.queue.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a copy of the bytes that could not be read, named after where they lay, so that doing it
 * again after a crash writes the same file and not another one.
 */
final class Quarantine {
  private static final Logger log = LoggerFactory.getLogger(Quarantine.class);
  private static final int CHUNK_BYTES = 64 * 1024;

  private final Disk disk;
  private final Path directory;
  private final LongAdder bytes = new LongAdder();

  Quarantine(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  /** Bytes set aside since the start. */
  long bytes() {
    return bytes.sum();
  }

  /** Copies a stretch of a segment; a copy that fails is reported and costs the copy only. */
  void keep(Segment segment, DiskFile file, long from, long to, String why) {
    bytes.add(to - from);
    Path copy = directory.resolve(segment.file().getFileName() + "@" + from);
    log.warn(
        "{} bytes of {} at {} set aside: {}; copy: {}", to - from, segment.file(), from, why, copy);
    try {
      disk.createDirectories(directory);
      disk.delete(copy);
      try (DiskFile target = disk.create(copy)) {
        copy(file, from, to, target);
        target.force();
      }
      disk.forceDirectory(directory);
    } catch (IOException e) {
      log.error("no copy of the unreadable bytes could be kept in {}", copy, e);
    }
  }

  private static void copy(DiskFile file, long from, long to, DiskFile target) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    for (long at = from; at < to; at += CHUNK_BYTES) {
      chunk.clear().limit((int) Math.min(CHUNK_BYTES, to - at));
      file.read(chunk, at);
      target.append(chunk.flip());
    }
  }
}
