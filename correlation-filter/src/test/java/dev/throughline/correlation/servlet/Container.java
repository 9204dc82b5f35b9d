package dev.throughline.correlation.servlet;

import jakarta.servlet.http.HttpServlet;

/** A real servlet container with one servlet on {@code /*}, and our filter. */
public interface Container {
  /**
   * Starts on a free port and returns it; {@code probe} runs around everything, filters included.
   */
  int start(HttpServlet servlet, Runnable probe) throws Exception;

  void stop() throws Exception;
}
