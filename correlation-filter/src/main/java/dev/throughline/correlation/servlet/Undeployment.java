package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.Telemetry;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * An application that is taken out of a running server takes along what was started in it. Where
 * the jar is not the application's own, others go on with it.
 */
public final class Undeployment implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    // Abstract in Servlet 3.1.
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ClassLoader ours = Telemetry.class.getClassLoader();
    if (event.getServletContext().getClassLoader() == ours
        && ours != ClassLoader.getSystemClassLoader()) {
      Telemetry.stop();
    }
  }
}
