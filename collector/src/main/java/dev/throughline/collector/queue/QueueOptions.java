package dev.throughline.collector.queue;

/**
 * Sizes of a queue, in bytes.
 *
 * @param segmentBytes a segment of this size is followed by a new one
 * @param maxBytes the most the queue keeps on disk; beyond it frames are refused
 * @param maxWaitingBytes the most that may wait in memory for the disk; beyond it frames are
 *     refused
 * @param minFreeBytes what others on the same disk are left; below it frames are refused
 * @param reserveBytes what is held back to be able to clean up on a full disk, 0 for nothing
 */
public record QueueOptions(
    long segmentBytes, long maxBytes, long maxWaitingBytes, long minFreeBytes, long reserveBytes) {
  private static final long MIB = 1024L * 1024;

  /** Segments of 64 MiB, 8 GiB on disk, 32 MiB in memory, 64 MiB left free, 16 MiB in reserve. */
  public static final QueueOptions DEFAULT =
      new QueueOptions(64 * MIB, 8192 * MIB, 32 * MIB, 64 * MIB, 16 * MIB);

  public QueueOptions {
    if (segmentBytes < 1 || maxBytes < 1 || maxWaitingBytes < 1) {
      throw new IllegalArgumentException(
          "sizes of a queue are at least 1 byte, got segments of "
              + segmentBytes
              + ", at most "
              + maxBytes
              + " on disk and "
              + maxWaitingBytes
              + " in memory");
    }
    if (minFreeBytes < 0 || reserveBytes < 0) {
      throw new IllegalArgumentException(
          "free space to leave is at least 0 bytes, got "
              + minFreeBytes
              + " and a reserve of "
              + reserveBytes);
    }
  }

  public QueueOptions withMaxBytes(long bytes) {
    return new QueueOptions(segmentBytes, bytes, maxWaitingBytes, minFreeBytes, reserveBytes);
  }

  public QueueOptions withMinFreeBytes(long bytes) {
    return new QueueOptions(segmentBytes, maxBytes, maxWaitingBytes, bytes, reserveBytes);
  }
}
