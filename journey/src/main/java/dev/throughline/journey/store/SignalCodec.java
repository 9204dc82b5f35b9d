package dev.throughline.journey.store;

import dev.throughline.journey.model.Signal;

/**
 * One record as bytes and back, without loss: the form in which queue, stores and the query API
 * carry records. Thread-safe.
 */
public interface SignalCodec {

  byte[] encode(Signal signal);

  /**
   * @throws IllegalArgumentException when the bytes are not a record, or of a newer version
   */
  Signal decode(byte[] bytes);
}
