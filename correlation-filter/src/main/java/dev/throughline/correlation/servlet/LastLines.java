package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The line with the stack trace: a container writes it once an exception has left every filter. The
 * ids stay in the MDC until it says that the request is destroyed, on the same thread.
 */
public final class LastLines implements ServletContextListener, ServletRequestListener {
  private static final String ATTRIBUTE = "dev.throughline.last-lines";

  /** Without a listener that takes the ids away again they would be the next request's. */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    event.getServletContext().setAttribute(ATTRIBUTE, true);
  }

  /** To be called when the request's own scope on this thread is closed. */
  static void keep(ServedRequest served, HttpServletRequest request) {
    boolean willBeTold = request.getServletContext().getAttribute(ATTRIBUTE) != null;
    if (willBeTold
        && request.getDispatcherType() == DispatcherType.REQUEST
        && request.getAttribute(ATTRIBUTE) == null) {
      request.setAttribute(ATTRIBUTE, served.onLines());
    }
  }

  /** An asynchronous request is destroyed later, on whatever thread, even if it is complete now. */
  static void leave(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, false);
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    if (event.getServletRequest().getAttribute(ATTRIBUTE) instanceof CorrelationScope kept) {
      kept.close();
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    // Abstract in Servlet 3.1.
  }

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    // Abstract in Servlet 3.1.
  }
}
