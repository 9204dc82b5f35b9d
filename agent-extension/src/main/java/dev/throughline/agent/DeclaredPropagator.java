package dev.throughline.agent;

import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ComponentProvider;

/**
 * {@code propagator: composite: - throughline:} in a configuration file; {@code trust}, {@code
 * send_user_baggage} and {@code user_baggage_hosts} may stand below it.
 */
public final class DeclaredPropagator implements ComponentProvider {
  @Override
  public Class<?> getType() {
    return TextMapPropagator.class;
  }

  @Override
  public String getName() {
    return CorrelationPropagator.NAME;
  }

  @Override
  public Object create(DeclarativeConfigProperties config) {
    try {
      Settings.use(config);
    } catch (Exception | LinkageError e) {
      Failures.report("settings", e);
    }
    return new CorrelationPropagator();
  }
}
