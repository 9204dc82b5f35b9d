package dev.throughline.correlation.request;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The OpenTelemetry instance to write to: the one the application has handed over, else the
 * process-wide one if somebody set it, else one started by a {@link TelemetryStarter} on the class
 * path, else one that records nothing. Asked anew each time, because an application may set up its
 * own after our first request; never through {@code GlobalOpenTelemetry.get()} while unset, which
 * would lock that application out.
 */
public final class Telemetry {
  static final String SCOPE = "dev.throughline.correlation-filter";
  private static volatile @Nullable OpenTelemetry handed;
  private static volatile boolean started;
  private static boolean starting;
  private static @Nullable TelemetryStarter starter;

  /** Hands over the application's own. Under a Java agent its global one stays in use. */
  public static void use(OpenTelemetry telemetry) {
    if (!JavaAgent.isPresent()) {
      handed = telemetry;
    }
  }

  /** Takes it back, if it still is the one in use. */
  public static void forget(OpenTelemetry telemetry) {
    if (handed == telemetry) {
      handed = null;
    }
  }

  public static OpenTelemetry current() {
    OpenTelemetry applications = handed;
    if (applications != null) {
      return applications;
    }
    if (!started) {
      startOnce();
    }
    return OpenTelemetryApi.isGlobalSet() ? GlobalOpenTelemetry.get() : OpenTelemetry.noop();
  }

  /**
   * Whoever comes while it starts waits: a request without a span of its own would be a hole in the
   * story.
   */
  private static synchronized void startOnce() {
    // The second is the starter itself, asking through a log line that it writes.
    if (started || starting) {
      return;
    }
    starting = true;
    if (!OpenTelemetryApi.isGlobalSet()) {
      start();
    }
    started = true;
  }

  /**
   * Ends what was started here, and starts nothing any more: for an application that is taken out
   * of a server which goes on. May take as long as the last export does.
   */
  public static synchronized void stop() {
    started = true;
    TelemetryStarter running = starter;
    starter = null;
    if (running != null) {
      try {
        running.stop();
      } catch (RuntimeException | LinkageError e) {
        FirstFailure.report("ending OpenTelemetry's SDK", e);
      }
    }
  }

  private static void start() {
    ClassLoader ours = Telemetry.class.getClassLoader();
    try {
      for (TelemetryStarter found : ServiceLoader.load(TelemetryStarter.class, ours)) {
        starter = found;
        OpenTelemetry unused = found.start();
        return;
      }
    } catch (RuntimeException | LinkageError | java.util.ServiceConfigurationError e) {
      // The host runs on without spans; it must not learn of our trouble by an exception.
      LoggerFactory.getLogger(Telemetry.class).warn("No OpenTelemetry SDK could be started", e);
    }
  }

  private Telemetry() {}
}
