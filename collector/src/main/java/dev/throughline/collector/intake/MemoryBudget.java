package dev.throughline.collector.intake;

import dev.throughline.collector.intake.RequestBody.Unusable;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The memory that input may take at once, over all receivers. Thread-safe. */
public final class MemoryBudget {
  private static final int HEAP_SHARE = 3;
  private static final int LARGEST_DECODED = 4;

  private final long total;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param total bytes
   */
  public MemoryBudget(long total) {
    this.total = total;
  }

  /** A third of the heap, and room for one ordinary request of the largest size in any case. */
  public static MemoryBudget forHeap(long largestRequest) {
    return new MemoryBudget(
        Math.max(LARGEST_DECODED * largestRequest, Runtime.getRuntime().maxMemory() / HEAP_SHARE));
  }

  /**
   * Charges what a body will take decoded.
   *
   * @return how to refuse it, if it has to be: for good when it is more than there ever is
   */
  Optional<Unusable> refusal(Lease lease, long decodedBytes) {
    if (decodedBytes > total) {
      return Optional.of(new Unusable(413, "the body has too many records, send fewer at a time"));
    }
    return lease.take(decodedBytes)
        ? Optional.empty()
        : Optional.of(new Unusable(503, "too much is being received at the moment"));
  }

  /** A lease of nothing yet; close it to give back all that was taken through it. */
  Lease lease() {
    return new Lease();
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
