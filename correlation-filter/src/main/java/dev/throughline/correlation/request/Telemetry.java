package dev.throughline.correlation.request;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * The OpenTelemetry instance to write to: the process-wide one if somebody set it, else one started
 * by a {@link TelemetryStarter} on the class path, else one that records nothing. Asked anew each
 * time, because an application may set up its own after our first request; never through {@code
 * GlobalOpenTelemetry.get()} while unset, which would lock that application out.
 */
public final class Telemetry {
  static final String SCOPE = "dev.throughline.correlation-filter";
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  public static OpenTelemetry current() {
    if (!GlobalOpenTelemetry.isSet() && STARTED.compareAndSet(false, true)) {
      startOnce();
    }
    return GlobalOpenTelemetry.isSet() ? GlobalOpenTelemetry.get() : OpenTelemetry.noop();
  }

  private static void startOnce() {
    ClassLoader ours = Telemetry.class.getClassLoader();
    try {
      ServiceLoader.load(TelemetryStarter.class, ours)
          .findFirst()
          .ifPresent(TelemetryStarter::start);
    } catch (RuntimeException | LinkageError | java.util.ServiceConfigurationError e) {
      // The host runs on without spans; it must not learn of our trouble by an exception.
      LoggerFactory.getLogger(Telemetry.class).warn("No OpenTelemetry SDK could be started", e);
    }
  }

  private Telemetry() {}
}
