package dev.throughline.agent;

import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ComponentProvider;
import io.opentelemetry.sdk.logs.LogRecordProcessor;

/** {@code logger_provider: processors: - throughline:}, before the processor that exports. */
public final class DeclaredLogProcessor implements ComponentProvider {
  @Override
  public Class<?> getType() {
    return LogRecordProcessor.class;
  }

  @Override
  public String getName() {
    return CorrelationPropagator.NAME;
  }

  @Override
  public Object create(DeclarativeConfigProperties config) {
    return Failures.or(LogRecordProcessor.composite(), "log processor", IdsOnLogs::new);
  }
}
