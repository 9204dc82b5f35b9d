package dev.throughline.correlation.spring;

import dev.throughline.correlation.request.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Writes to the OpenTelemetry that the application has as a bean, and starts none beside it. */
@AutoConfiguration
@ConditionalOnProperty(name = "throughline.enabled", matchIfMissing = true)
class TelemetryAutoConfiguration {
  @Bean
  @Lazy(false)
  Beans throughlineTelemetry(ObjectProvider<OpenTelemetry> telemetry) {
    return new Beans(telemetry);
  }

  /** Spring Boot does not make its OpenTelemetry the global one, and neither do we. */
  static final class Beans implements SmartInitializingSingleton, DisposableBean {
    private final ObjectProvider<OpenTelemetry> telemetry;

    Beans(ObjectProvider<OpenTelemetry> telemetry) {
      this.telemetry = telemetry;
    }

    @Override
    public void afterSingletonsInstantiated() {
      telemetry.ifUnique(Telemetry::use);
    }

    @Override
    public void destroy() {
      telemetry.ifUnique(Telemetry::forget);
    }
  }
}
