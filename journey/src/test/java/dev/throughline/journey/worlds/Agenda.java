package dev.throughline.journey.worlds;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** What is to be done, and when. Times are true nanoseconds from the world's start. */
final class Agenda {
  private final PriorityQueue<Deed> deeds =
      new PriorityQueue<>(Comparator.comparingLong(Deed::at).thenComparingInt(Deed::order));
  private int planned;

  private record Deed(long at, int order, LongConsumer what) {}

  void at(long time, LongConsumer what) {
    deeds.add(new Deed(time, planned++, what));
  }

  /** Does everything in order; answers when the last was begun. */
  long run() {
    long last = 0;
    while (!deeds.isEmpty()) {
      Deed deed = deeds.remove();
      deed.what.accept(deed.at);
      last = deed.at;
    }
    return last;
  }
}
