package dev.throughline.correlation.servlet;

/** A real servlet container with {@link Shop} on {@code /*}. */
interface Container {
  /**
   * Starts on a free port and returns it; {@code probe} runs around everything, filters included.
   */
  int start(Runnable probe) throws Exception;

  void stop() throws Exception;
}
