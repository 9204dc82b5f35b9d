package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThroughlineCustomizerTest {
  @Test
  void theServiceFileNamesIt() {
    assertThat(ServiceLoader.load(AutoConfigurationCustomizerProvider.class))
        .hasAtLeastOneElementOfType(ThroughlineCustomizer.class);
  }

  @Test
  void theSdkTakesItsDefaults() {
    String key = "otel.instrumentation.http.server.capture-request-headers";
    AtomicReference<Map<String, String>> seen = new AtomicReference<>(Map.of());
    AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(
            () ->
                Map.of(
                    "otel.traces.exporter", "none",
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none"))
        .addPropertiesCustomizer(
            config -> {
              seen.set(
                  Map.of(
                      key,
                      config.getString(key, ""),
                      "copied",
                      config.getString(
                          "otel.java.experimental.span-attributes.copy-from-baggage.include", "")));
              return Map.of();
            })
        .build()
        .getOpenTelemetrySdk()
        .close();
    assertThat(seen.get())
        .containsEntry(key, "x-correlation-id,x-request-id")
        .containsEntry("copied", "user.id,user.actor.id,session.id,correlation.id");
  }

  @Test
  void theClassesRunOnJava8() throws IOException {
    try (InputStream bytes =
            ThroughlineCustomizer.class.getResourceAsStream("ThroughlineCustomizer.class");
        DataInputStream classFile = new DataInputStream(bytes)) {
      assertThat(classFile.readInt()).isEqualTo(0xCAFEBABE);
      assertThat(classFile.readUnsignedShort()).isZero();
      assertThat(classFile.readUnsignedShort()).isEqualTo(52);
    }
  }
}
