package dev.throughline.agent;

import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ComponentProvider;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code propagator: composite: - throughline:} in a configuration file; {@code trust}, {@code
 * trust_peers}, {@code user_key}, {@code send_user_baggage}, {@code user_baggage_hosts} and {@code
 * session_cookie} may stand below it.
 */
public final class DeclaredPropagator implements ComponentProvider {
  private static final Logger logger = Logger.getLogger(DeclaredPropagator.class.getName());

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
      logger.log(Level.INFO, "throughline: {0}", Settings.use(config));
    } catch (Exception | LinkageError e) {
      Failures.report("settings", e);
    }
    return Failures.or(TextMapPropagator.noop(), "propagator", CorrelationPropagator::new);
  }
}
