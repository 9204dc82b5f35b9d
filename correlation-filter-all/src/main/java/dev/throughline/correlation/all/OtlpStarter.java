package dev.throughline.correlation.all;

import dev.throughline.correlation.request.TelemetryStarter;
import dev.throughline.correlation.request.ThisProcess;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts the OpenTelemetry SDK with the usual {@code OTEL_*} variables and {@code otel.*}
 * properties; what they leave open sends to a collector on this machine. Its queues are bounded,
 * what does not fit is dropped and counted ({@link DropCounting}), and no request ever waits for an
 * export.
 */
public final class OtlpStarter implements TelemetryStarter {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.exporter.otlp.endpoint", "http://127.0.0.1:4318",
          "otel.exporter.otlp.protocol", "http/protobuf",
          "otel.metrics.exporter", "none",
          "otel.bsp.schedule.delay", "500",
          "otel.blrp.schedule.delay", "500");

  private @Nullable OpenTelemetrySdk sdk;
  private @Nullable Thread atExit;

  @Override
  public synchronized OpenTelemetry start() {
    OpenTelemetrySdk started =
        new DropCounting()
            .within(AutoConfiguredOpenTelemetrySdk.builder())
            .setServiceClassLoader(OtlpStarter.class.getClassLoader())
            .addPropertiesSupplier(() -> DEFAULTS)
            .addResourceCustomizer(OtlpStarter::withThisProcess)
            .disableShutdownHook() // nobody could take that one back
            .setResultAsGlobal()
            .build()
            .getOpenTelemetrySdk();
    sdk = started;
    atExit = new Thread(started::close, "throughline-last-spans");
    Runtime.getRuntime().addShutdownHook(atExit);
    return started;
  }

  /** At most ten seconds, if the collector does not answer. */
  @Override
  public synchronized void stop() {
    OpenTelemetrySdk running = sdk;
    if (running != null && atExit != null && isTakenBack(atExit)) {
      running.close();
    }
  }

  private static boolean isTakenBack(Thread atExit) {
    try {
      return Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      return false; // it is at it
    }
  }

  /**
   * The same words that the log lines use, so that both are seen to come from one process. Made
   * anew and not merged: the SDK warns whenever a merge changes the instance id that it has drawn
   * itself.
   */
  private static Resource withThisProcess(Resource resource, ConfigProperties config) {
    AttributesBuilder attributes = resource.getAttributes().toBuilder();
    ThisProcess.fields().forEach(attributes::put);
    return Resource.create(attributes.build(), resource.getSchemaUrl());
  }
}
