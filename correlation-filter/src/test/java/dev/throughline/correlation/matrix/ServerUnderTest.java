package dev.throughline.correlation.matrix;

/** A real server, running on a free port, that serves an {@link Application} with our filter. */
interface ServerUnderTest extends AutoCloseable {
  int port();

  /** Starts one. {@code probe} runs on the server's threads around requests, filters included. */
  interface Start {
    ServerUnderTest with(Application application, Runnable probe) throws Exception;
  }
}
