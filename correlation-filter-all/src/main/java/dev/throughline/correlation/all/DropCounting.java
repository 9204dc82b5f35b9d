package dev.throughline.correlation.all;

import dev.throughline.correlation.request.TelemetryDelivery;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * Tells {@link TelemetryDelivery} what the SDK drops. The SDK's own figures are metrics, which go
 * nowhere unless somebody exports metrics, and then by the way that is down.
 */
final class DropCounting {
  /** The SDK's own default, and what {@code otel.bsp.max.queue.size} and its twin are about. */
  private static final int ROOM = 2048;

  private final Outbox spans = new Outbox(TelemetryDelivery::spansDropped);
  private final Outbox events = new Outbox(TelemetryDelivery::eventsDropped);

  AutoConfiguredOpenTelemetrySdkBuilder within(AutoConfiguredOpenTelemetrySdkBuilder sdk) {
    return sdk.addSpanExporterCustomizer((exporter, config) -> counted(exporter))
        .addSpanProcessorCustomizer(this::counted)
        .addLogRecordExporterCustomizer((exporter, config) -> counted(exporter))
        .addLogRecordProcessorCustomizer(this::counted);
  }

  private SpanExporter counted(SpanExporter exporter) {
    return new CountedSpanExporter(exporter, spans, spans.exporter());
  }

  private LogRecordExporter counted(LogRecordExporter exporter) {
    return new CountedEventExporter(exporter, events, events.exporter());
  }

  private SpanProcessor counted(SpanProcessor processor, ConfigProperties config) {
    return processor instanceof BatchSpanProcessor batches
        ? new CountedSpans(batches, spans, config.getInt("otel.bsp.max.queue.size", ROOM))
        : processor;
  }

  private LogRecordProcessor counted(LogRecordProcessor processor, ConfigProperties config) {
    return processor instanceof BatchLogRecordProcessor
        ? new CountedEvents(processor, events, config.getInt("otel.blrp.max.queue.size", ROOM))
        : processor;
  }
}
