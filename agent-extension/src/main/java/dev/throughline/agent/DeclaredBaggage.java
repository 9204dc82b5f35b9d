package dev.throughline.agent;

import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ComponentProvider;

/**
 * {@code propagator: composite: - throughline_baggage:} in a configuration file, in place of {@code
 * baggage}: the same, but users stay in the house where an application writes headers by hand, too.
 * With properties {@link AgentSetup} sees to that.
 */
public final class DeclaredBaggage implements ComponentProvider {
  @Override
  public Class<?> getType() {
    return TextMapPropagator.class;
  }

  @Override
  public String getName() {
    return CorrelationPropagator.NAME + "_baggage";
  }

  @Override
  public Object create(DeclarativeConfigProperties config) {
    return Failures.<TextMapPropagator>or(
        TextMapPropagator.noop(),
        "baggage propagator",
        () -> new GuardedPropagator(W3CBaggagePropagator.getInstance()));
  }
}
