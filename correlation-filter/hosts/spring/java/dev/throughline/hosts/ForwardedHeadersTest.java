package dev.throughline.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;

/** Whatever Spring makes of forwarded headers, before any filter sees them. */
class ForwardedHeadersTest {
  /** A gateway on our network that speaks for somebody outside: ids yes, users no. */
  @ParameterizedTest
  @ValueSource(
      strings = {"server.forward-headers-strategy=framework", "shop.forwarded.hidden=true"})
  void somebodyOutsideIsNotTrusted(String setting) throws Exception {
    try (Running shop = Running.start(FluxShop.class, WebApplicationType.REACTIVE, setting)) {
      HttpResponse<String> answer =
          shop.get(
              "/ids",
              "X-Forwarded-For",
              "203.0.113.9",
              "X-Correlation-ID",
              "c-1",
              "baggage",
              "user.id=bob");
      assertThat(answer.body()).startsWith("c-1 null ");
    }
  }
}
