package dev.throughline.journey.store;

import dev.throughline.journey.model.Signal;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Anything that records can be read from: a store, a file, another team's tool. Thread-safe.
 *
 * <p>A source that cannot answer says so in its {@link ReadResult}; it throws only on a programming
 * error.
 */
public interface StoreReader extends AutoCloseable {

  /** What a source can find records by; the stitcher plans with it. */
  enum Capability {
    TRACE,
    CORRELATION,
    SESSION,
    USER,
    ACTOR,
    MESSAGE,
    LINK,
    RECORD,
    FIELD,
    TEXT
  }

  /**
   * How this source is called in a journey's list of sources, such as {@code
   * lucene:/var/throughline}.
   */
  String name();

  Set<Capability> capabilities();

  /**
   * Streams the matching records into {@code sink}, each at most once, in no particular order.
   *
   * @param sink called from the calling thread
   */
  ReadResult read(Query query, Consumer<Signal> sink);

  @Override
  void close();
}
