package dev.throughline.collector.queue;

import java.util.List;

/**
 * One client request as it comes out of the queue.
 *
 * @param sequence grows from frame to frame
 * @param records what could be read of it, in the order in which it was appended
 * @param count how many records were appended; more than there are when damage cost some
 */
public record Frame(long sequence, List<QueuedRecord> records, int count) {
  public Frame {
    records = List.copyOf(records);
  }

  /** Records that were appended and cannot be read any more. */
  public int lost() {
    return count - records.size();
  }

  /**
   * One record.
   *
   * @param ordinal its place in the frame, from 0
   */
  public record QueuedRecord(int ordinal, byte[] bytes) {}
}
