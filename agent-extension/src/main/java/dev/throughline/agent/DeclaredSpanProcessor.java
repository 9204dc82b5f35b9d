package dev.throughline.agent;

import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ComponentProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** {@code tracer_provider: processors: - throughline:} in a configuration file. */
public final class DeclaredSpanProcessor implements ComponentProvider {
  @Override
  public Class<?> getType() {
    return SpanProcessor.class;
  }

  @Override
  public String getName() {
    return CorrelationPropagator.NAME;
  }

  @Override
  public Object create(DeclarativeConfigProperties config) {
    return Failures.or(SpanProcessor.composite(), "span processor", IdsOnSpans::new);
  }
}
