package dev.throughline.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.request.ThisProcess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;

/** Set up where a Spring application is set up, not only by system properties. */
class SettingsTest {
  @Test
  void theApplicationsNameIsTheServices() {
    // In application.properties.
    try (Running shop = Running.start(FluxShop.class, WebApplicationType.REACTIVE)) {
      assertThat(ThisProcess.serviceName()).isEqualTo("corner-shop");
    }
  }

  @Test
  void trustIsReadFromTheEnvironment() throws Exception {
    try (Running shop =
        Running.start(FluxShop.class, WebApplicationType.REACTIVE, "throughline.trust=edge")) {
      HttpResponse<String> answer =
          shop.get("/ids", "X-Correlation-ID", "c-1", "baggage", "user.id=bob");
      assertThat(answer.headers().firstValue("X-Correlation-ID").orElseThrow()).isNotEqualTo("c-1");
      assertThat(answer.body()).doesNotContain("bob");
    }
  }

  @Test
  void yamlMayHaveListsAndNamesWithDots(@TempDir Path folder) throws Exception {
    Path yaml = folder.resolve("application.yaml");
    Files.writeString(
        yaml,
        """
        throughline:
          trust: internal
          trust.peers: 10.1.0.0/16
          formats: [b3, tracecontext]
        """);
    try (Running shop =
        Running.start(
            FluxShop.class,
            WebApplicationType.REACTIVE,
            "spring.config.additional-location=" + yaml.toUri())) {
      HttpResponse<String> answer =
          shop.get("/web-client?url=" + shop.url("/headers"), "X-Correlation-ID", "c-1");
      assertThat(answer.body()).contains("b3").contains("traceparent");
      assertThat(answer.headers().firstValue("X-Correlation-ID").orElseThrow()).isNotEqualTo("c-1");
    }
  }

  @Test
  void thePageSaysHow(@TempDir Path folder) throws Exception {
    String page = Files.readString(Path.of("../../../docs/with/spring-boot.md"));
    Path yaml = folder.resolve("application.yaml");
    Files.writeString(yaml, page.split("```")[1].substring("yaml\n".length()));
    try (Running shop =
        Running.start(
            FluxShop.class,
            WebApplicationType.REACTIVE,
            "spring.config.additional-location=" + yaml.toUri())) {
      HttpResponse<String> answer =
          shop.get("/web-client?url=" + shop.url("/headers"), "X-Correlation-ID", "c-1");
      assertThat(answer.headers().firstValue("X-Correlation-ID").orElseThrow()).isNotEqualTo("c-1");
      assertThat(answer.body()).contains("b3").contains("traceparent");
      assertThat(ThisProcess.serviceName()).isEqualTo("corner-shop");
    }
  }

  @Test
  void enabledPutsItToSleep() throws Exception {
    try (Running shop =
        Running.start(FluxShop.class, WebApplicationType.REACTIVE, "throughline.enabled=false")) {
      assertThat(shop.get("/ids", "X-Correlation-ID", "c-1").body()).startsWith("null ");
    }
  }
}
