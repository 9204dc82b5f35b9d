package dev.throughline.collector.queue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The few file operations the queue is made of, so that a test can take the power away between any
 * two of them. Thread-safe.
 */
interface Disk {

  void createDirectories(Path directory) throws IOException;

  /** The names in a directory, sub-folders included, in no particular order. */
  List<String> list(Path directory) throws IOException;

  boolean isFile(Path file);

  /** A new empty file for appending; an old one of that name is an error. */
  DiskFile create(Path file) throws IOException;

  DiskFile open(Path file) throws IOException;

  /** Replaces {@code to} by {@code from} in one step. */
  void rename(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  /** Makes creations, renames and deletions in a directory survive a power loss. */
  void forceDirectory(Path directory) throws IOException;

  /** Bytes that can still be written to the file system of a directory. */
  long usableBytes(Path directory) throws IOException;

  /** An open file: appended to by one thread, or read at positions by one thread. */
  interface DiskFile extends Closeable {

    /** Appends all remaining bytes. */
    void append(ByteBuffer bytes) throws IOException;

    /** Reads until the buffer is full or the file ends. */
    void read(ByteBuffer into, long position) throws IOException;

    long size() throws IOException;

    /** Returns when everything appended survives a power loss. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }
}
