package dev.throughline.correlation.matrix;

import dev.throughline.correlation.servlet.Container;

/** A servlet container. */
record ServletServer(Container container, int port) implements ServerUnderTest {
  static ServletServer start(Container container, Application application, Runnable probe)
      throws Exception {
    return new ServletServer(container, container.start(new MatrixServlet(application), probe));
  }

  @Override
  public void close() throws Exception {
    container.stop();
  }
}
