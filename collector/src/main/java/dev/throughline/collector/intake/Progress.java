package dev.throughline.collector.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the drain had come at which moment. A store shows what it has written only a little
 * later, so who reads from it asks for the moment that the answer is of, not for now. Immutable.
 */
public final class Progress {
  /** Nothing is known to be stored. */
  static final Progress NONE = new Progress(List.of());

  /** Longer than it takes any store to show what it has written. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private static final Duration APART = Duration.ofMillis(100);

  private final List<Mark> marks;

  private record Mark(Instant at, Instant upTo) {}

  private Progress(List<Mark> marks) {
    this.marks = marks;
  }

  /** From {@code at} on the store has everything that was acknowledged before {@code upTo}. */
  Progress reached(Instant at, Instant upTo) {
    List<Mark> later = new ArrayList<>(marks);
    if (isDense(at)) {
      // What was reached before stays true, so a mark left out only makes an answer more careful.
      later.removeLast();
    }
    while (later.size() > 1 && later.get(1).at.isBefore(at.minus(KEPT))) {
      later.removeFirst();
    }
    later.add(new Mark(at, upTo));
    return new Progress(List.copyOf(later));
  }

  private boolean isDense(Instant at) {
    return marks.size() > 1 && at.isBefore(marks.get(marks.size() - 2).at.plus(APART));
  }

  /**
   * The time before which everything that was acknowledged was stored at a moment.
   *
   * @param moment not longer ago than a store needs to show what it has written
   */
  public Instant at(Instant moment) {
    for (Mark mark : marks.reversed()) {
      if (!mark.at.isAfter(moment)) {
        return mark.upTo;
      }
    }
    // Before this process began: what it found in the queue is what was not stored then.
    return marks.isEmpty() ? Instant.EPOCH : marks.getFirst().upTo;
  }
}
