package dev.throughline.collector.queue;

/** What became of an appended frame. */
public sealed interface Receipt {

  /** It survives a power loss. */
  record Durable(long sequence) implements Receipt {}

  /**
   * It is not known to be on disk; the sender should try again.
   *
   * @param why for the operator and the sender, without any of the frame's content
   */
  record Refused(Reason reason, String why) implements Receipt {}

  /** Why a frame is refused. */
  enum Reason {
    /** More waits for the disk than memory is set aside for. */
    BUSY,
    /** The queue or its disk is full. */
    FULL,
    /** The disk reported an error. */
    FAILED,
    /** The queue is closed or closing. */
    CLOSED
  }
}
