package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.store.ProcessReader.Process;
import dev.throughline.journey.store.ProcessReader.Stay;
import dev.throughline.journey.store.Stays;
import dev.throughline.journey.store.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What {@link Infer} must know besides the journey: first which lines without ids its processes
 * wrote while they worked for it, then everything that happened around each of these. Never more
 * than a fixed number of stays for each process, however long the journey.
 */
final class Vicinity {
  private static final int STAYS_OF_A_PROCESS = 64;

  /** A last line may be stamped a little after its span's end. */
  private static final Duration SLACK = Duration.ofMillis(5);

  /** Somebody else's request that began longer before a line than this is not seen as open. */
  private static final Duration BEFORE = Duration.ofSeconds(2);

  /** Later lines still tell which thread worked for which request. */
  private static final Duration AFTER = Duration.ofSeconds(1);

  private Vicinity() {}

  /** The processes of a journey while they worked for it. */
  static Stays of(List<Row> rows) {
    List<Stay> stays = new ArrayList<>();
    for (Row row : rows) {
      if (row.signal() instanceof Span span && !span.end().isBefore(span.time())) {
        TimeRange range = new TimeRange(span.time(), span.end()).padded(SLACK);
        stays.add(new Stay(Process.of(span.resource()), range));
      }
    }
    return Stays.of(stays).coarse(STAYS_OF_A_PROCESS);
  }

  /** The time around each of the lines whose place is sought. */
  static Stays around(Collection<Signal> lines) {
    List<Stay> stays = new ArrayList<>();
    for (Signal line : lines) {
      TimeRange range = new TimeRange(line.time().minus(BEFORE), line.time().plus(AFTER));
      stays.add(new Stay(Process.of(line.resource()), range));
    }
    return Stays.of(stays).coarse(STAYS_OF_A_PROCESS);
  }
}
