package dev.throughline.correlation.request;

import io.opentelemetry.api.OpenTelemetry;

/**
 * Brings an OpenTelemetry SDK up where nobody else did; found by {@link java.util.ServiceLoader}.
 * The jar {@code correlation-filter-all} has one.
 */
public interface TelemetryStarter {
  /**
   * Called at most once in a process, and only while no global instance is set. Sets the global
   * instance and returns it.
   */
  OpenTelemetry start();

  /**
   * Called at most once, after {@link #start}, where the application is taken away and its process
   * goes on: sends what waits and ends what it has started.
   */
  default void stop() {}
}
