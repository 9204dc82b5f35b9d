package dev.throughline.agent;

import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;

/** Lets {@code otel.propagators} name {@value CorrelationPropagator#NAME}. */
public final class CorrelationPropagatorProvider implements ConfigurablePropagatorProvider {
  @Override
  public TextMapPropagator getPropagator(ConfigProperties config) {
    return Failures.or(TextMapPropagator.noop(), "propagator", CorrelationPropagator::new);
  }

  @Override
  public String getName() {
    return CorrelationPropagator.NAME;
  }
}
