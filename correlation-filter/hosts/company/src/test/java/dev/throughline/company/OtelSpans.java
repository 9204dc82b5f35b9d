package dev.throughline.company;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps what the OpenTelemetry SDK of Spring Boot reports. */
@Configuration(proxyBeanMethods = false)
class OtelSpans {
  /** Another one for each application: it does not survive one's end. */
  private static volatile InMemorySpanExporter spans = InMemorySpanExporter.create();

  @Bean
  SpanProcessor keepingSpans() {
    spans = InMemorySpanExporter.create();
    return SimpleSpanProcessor.create(spans);
  }

  static List<Finished> finished() {
    return spans.getFinishedSpanItems().stream().map(OtelSpans::finished).toList();
  }

  static void forget() {
    spans.reset();
  }

  private static Finished finished(SpanData span) {
    Map<String, String> tags =
        span.getAttributes().asMap().entrySet().stream()
            .collect(Collectors.toMap(e -> key(e.getKey()), e -> e.getValue().toString()));
    return new Finished(
        span.getKind().name(),
        span.getTraceId(),
        span.getSpanId(),
        span.getParentSpanContext().isValid() ? span.getParentSpanId() : null,
        tags);
  }

  private static String key(AttributeKey<?> key) {
    return key.getKey();
  }
}
