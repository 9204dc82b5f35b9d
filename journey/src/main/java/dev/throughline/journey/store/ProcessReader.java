package dev.throughline.journey.store;

import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * What one process wrote in a stretch of time, whether or not it names any id: an optional ability
 * of a source, by which records without ids are found. Thread-safe.
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
   * @param range of raw time
   */
  record Stay(Process process, TimeRange range) {}

  /**
   * Streams everything the processes wrote during their stays, each record once. A process that
   * wrote no record without ids may be passed over.
   *
   * @param limit the most records to answer with, at least 1
   */
  ReadResult readProcesses(Collection<Stay> stays, int limit, Consumer<Signal> sink);
}
