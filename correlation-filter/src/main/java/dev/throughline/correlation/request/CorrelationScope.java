package dev.throughline.correlation.request;

/**
 * Ids made current on one thread. Closing puts the thread, its MDC included, back to what it was
 * before; it must happen on the same thread, and a second close does nothing.
 */
public interface CorrelationScope extends AutoCloseable {
  @Override
  void close();
}
