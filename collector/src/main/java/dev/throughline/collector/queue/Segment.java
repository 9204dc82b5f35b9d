package dev.throughline.collector.queue;

import java.nio.file.Path;

/** One file of the queue. Written by the writer's thread, read by the reader's. */
final class Segment {
  private final long firstSequence;
  private final Path file;
  private volatile long readableBytes;
  private volatile boolean growing;

  Segment(long firstSequence, Path file, long readableBytes, boolean growing) {
    this.firstSequence = firstSequence;
    this.file = file;
    this.readableBytes = readableBytes;
    this.growing = growing;
  }

  long firstSequence() {
    return firstSequence;
  }

  Path file() {
    return file;
  }

  /** Up to here it is known to be on disk, and it is a frame's end if the segment is growing. */
  long readableBytes() {
    return readableBytes;
  }

  void readableTo(long bytes) {
    readableBytes = bytes;
  }

  /** Whether more frames may follow; once false, {@link #readableBytes} is final. */
  boolean isGrowing() {
    return growing;
  }

  void seal() {
    growing = false;
  }
}
