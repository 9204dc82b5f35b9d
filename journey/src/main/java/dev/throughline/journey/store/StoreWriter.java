package dev.throughline.journey.store;

/**
 * Takes batches from the durable queue. Idempotent by record id. Called by one thread at a time;
 * {@link #durableThrough()} from any.
 */
public interface StoreWriter extends AutoCloseable {

  WriteResult write(WriteBatch batch);

  /**
   * The highest queue sequence such that every record up to it survives a crash of the store, or
   * -1. The queue may forget what lies at or below it.
   */
  long durableThrough();

  @Override
  void close();
}
