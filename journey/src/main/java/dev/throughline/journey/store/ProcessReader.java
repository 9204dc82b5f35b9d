package dev.throughline.journey.store;

import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import java.util.function.Consumer;

/**
 * What a process wrote in a stretch of time, whether or not it names any id: by this records
 * without ids are found. Thread-safe.
 */
public interface ProcessReader {

  /** One process, by its machine's clock, its service and its instance. */
  record Process(String clock, String service, String instance) {
    public static Process of(Resource resource) {
      return new Process(resource.clock(), resource.serviceName(), resource.instance());
    }
  }

  /**
   * A process during some time.
   *
   * @param range of raw time; of a span its start counts
   */
  record Stay(Process process, TimeRange range) {}

  /** What of all that a process wrote is wanted. */
  enum Extent {
    /** Records whose {@link dev.throughline.journey.model.Ids#isEmpty() ids are empty} only. */
    WITHOUT_IDS,
    EVERYTHING
  }

  /**
   * What to read.
   *
   * @param stays at least one
   * @param limit the most records to answer with, at least 1
   */
  record Look(Stays stays, Extent extent, int limit) {
    public Look {
      if (stays.isEmpty()) {
        throw new IllegalArgumentException("no stays, expected at least one");
      }
      if (limit < 1) {
        throw new IllegalArgumentException("limit " + limit + ", expected at least 1");
      }
    }

    /** Whether a record is in the answer; what every store's index must agree with. */
    public boolean matches(Signal signal) {
      return (extent == Extent.EVERYTHING || signal.ids().isEmpty()) && stays.contain(signal);
    }
  }

  /**
   * Streams what the processes wrote during their stays, each record at most once, in no particular
   * order.
   *
   * @param sink called from the calling thread
   */
  ReadResult readProcesses(Look look, Consumer<Signal> sink);
}
