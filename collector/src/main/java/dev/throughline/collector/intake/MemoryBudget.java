package dev.throughline.collector.intake;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of input that may be in memory at once, over all receivers. Thread-safe. */
public final class MemoryBudget {
  /** Decoded records take many times the room of the bytes they came from. */
  private static final int HEAP_SHARE = 16;

  private final long total;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param total bytes
   */
  public MemoryBudget(long total) {
    this.total = total;
  }

  /** A sixteenth of the heap, and room for one request of the largest size in any case. */
  public static MemoryBudget forHeap(long largestRequest) {
    return new MemoryBudget(
        Math.max(largestRequest, Runtime.getRuntime().maxMemory() / HEAP_SHARE));
  }

  /** A lease of nothing yet; close it to give back all that was taken through it. */
  Lease lease() {
    return new Lease();
  }

  long taken() {
    return taken.get();
  }

  /** What one request or connection holds; for one thread. */
  final class Lease implements AutoCloseable {
    private long held;

    private Lease() {}

    /** Takes more; false, and nothing taken, when there is not enough left. */
    boolean take(long bytes) {
      if (taken.addAndGet(bytes) > total) {
        taken.addAndGet(-bytes);
        return false;
      }
      held += bytes;
      return true;
    }

    /** Gives back all. */
    @Override
    public void close() {
      taken.addAndGet(-held);
      held = 0;
    }
  }
}
