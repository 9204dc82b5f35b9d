package dev.throughline.collector.queue;

import dev.throughline.collector.queue.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * The file that says how far the queue has been dealt with: the sequence of the last frame that
 * nobody needs any more. 20 bytes: magic 8, sequence 8, CRC-32C 4.
 */
final class Cursor {
  static final String NAME = "cursor";
  static final String TEMPORARY_NAME = "cursor.tmp";

  private static final long MAGIC = 0x544c4355_52534f31L; // TLCURSO1
  private static final int BYTES = 20;

  private final Disk disk;
  private final Path directory;

  Cursor(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  /** The saved sequence, or empty when the file is missing or damaged. */
  OptionalLong load() throws IOException {
    Path path = directory.resolve(NAME);
    if (!disk.isFile(path)) {
      return OptionalLong.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    try (DiskFile file = disk.open(path)) {
      file.read(bytes, 0);
    }
    boolean whole =
        bytes.position() == BYTES
            && bytes.getLong(0) == MAGIC
            && bytes.getInt(16) == checksum(bytes);
    return whole ? OptionalLong.of(bytes.getLong(8)) : OptionalLong.empty();
  }

  /** Returns when the sequence survives a power loss; until then the old one does. */
  void save(long sequence) throws IOException {
    Path temporary = directory.resolve(TEMPORARY_NAME);
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(MAGIC).putLong(sequence);
    bytes.putInt(checksum(bytes)).flip();
    disk.delete(temporary);
    try (DiskFile file = disk.create(temporary)) {
      file.append(bytes);
      file.force();
    }
    disk.rename(temporary, directory.resolve(NAME));
    disk.forceDirectory(directory);
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, 16);
    return (int) crc.getValue();
  }
}
