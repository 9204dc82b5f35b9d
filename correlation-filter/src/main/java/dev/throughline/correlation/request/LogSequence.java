package dev.throughline.correlation.request;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The writer's own order: strictly increasing within a process, from 1, over log lines and events
 * alike. It breaks the ties of a clock that is coarser than the code is fast.
 */
public final class LogSequence {
  private static final AtomicLong LAST = new AtomicLong();

  public static long next() {
    return LAST.incrementAndGet();
  }

  private LogSequence() {}
}
