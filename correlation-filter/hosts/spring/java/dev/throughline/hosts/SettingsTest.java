package dev.throughline.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.request.ThisProcess;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
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
  void aListMayBeOne() throws Exception {
    try (Running shop =
        Running.start(
            FluxShop.class,
            WebApplicationType.REACTIVE,
            "throughline.formats[0]=b3",
            "throughline.formats[1]=tracecontext")) {
      HttpResponse<String> answer =
          shop.get(
              "/web-client?url=" + shop.url("/headers"),
              "traceparent",
              "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
      assertThat(answer.body()).contains("b3").contains("traceparent");
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
