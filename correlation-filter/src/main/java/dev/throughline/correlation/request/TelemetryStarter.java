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
}
