package dev.throughline.correlation.servlet;

import dev.throughline.correlation.Correlation;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.MDC;

/** What a thread of the container still has of one request when it is given the next. */
public final class Leftovers implements ServletRequestListener {
  private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

  /** So far. */
  static Queue<String> found() {
    return FOUND;
  }

  /** Before any filter. */
  @Override
  public void requestInitialized(ServletRequestEvent event) {
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    if (mdc != null && !mdc.isEmpty()) {
      FOUND.add(mdc.toString());
    }
    Correlation.id().ifPresent(FOUND::add);
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    // Abstract in Servlet 3.1.
  }
}
