package dev.throughline.correlation.all;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * What is on its way through one of the SDK's batch processors. Their queues drop in silence what
 * finds no room; this one lets no more in than they hold, and counts what stays outside and what
 * does not get out.
 */
final class Outbox {
  private final LongConsumer dropped;
  private final AtomicLong taken = new AtomicLong();

  /** By exporter: all of them get everything, one after the other. */
  private final List<AtomicLong> handedOn = new CopyOnWriteArrayList<>();

  Outbox(LongConsumer dropped) {
    this.dropped = dropped;
  }

  /** The way out of it, for one exporter more. */
  AtomicLong exporter() {
    AtomicLong one = new AtomicLong();
    handedOn.add(one);
    return one;
  }

  /** Whether there is room for one more; where not, it is counted. */
  boolean take(int room) {
    if (taken.incrementAndGet() - handedOn() <= room) {
      return true;
    }
    taken.decrementAndGet();
    drop(1);
    return false;
  }

  void drop(long many) {
    dropped.accept(many);
  }

  private long handedOn() {
    long least = Long.MAX_VALUE;
    for (AtomicLong exporter : handedOn) {
      least = Math.min(least, exporter.get());
    }
    return least;
  }
}
