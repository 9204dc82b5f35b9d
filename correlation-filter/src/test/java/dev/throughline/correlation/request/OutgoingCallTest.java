package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.correlation.Correlation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a call's target, and to it; by every client: {@code OutgoingCallsTest}. */
class OutgoingCallTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  @ParameterizedTest
  @CsvSource({
    "http://my_service:8080/stock?sku=1, my_service, 8080, http://my_service:8080/stock",
    "https://my_service/, my_service, 443, https://my_service/",
    "http://alice:secret@my_service:8080/, my_service, 8080, http://my_service:8080/",
    "http://alice:secret@shop:8080/, shop, 8080, http://shop:8080/",
    "http://[::1]:8080/, [::1], 8080, http://[::1]:8080/",
    "http://my_service:/, my_service, 80, http://my_service/",
  })
  void itsSpanNamesTheTarget(String target, String host, long port, String url) {
    TELEMETRY.clearSpans();
    OutgoingCall.begin("GET", URI.create(target)).close();
    Attributes span = TELEMETRY.getSpans().get(0).getAttributes();
    assertThat(span.get(AttributeKey.stringKey("server.address"))).isEqualTo(host);
    assertThat(span.get(AttributeKey.longKey("server.port"))).isEqualTo(port);
    assertThat(span.get(AttributeKey.stringKey("url.full"))).isEqualTo(url);
  }

  @Test
  void toAPrivateHostWithAnUnderscoreTheUserGoesAlong() {
    assertThat(baggage("http://my_service:8080/")).isEqualTo("user.id=alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://my_shop.example:8080/",
        "http://my_service@my_shop.example/",
        "http://my_service:1@my_shop.example:80/",
        "http://my_service:8080:80/",
        "mailto:alice"
      })
  void toAnyOtherItDoesNot(String target) {
    assertThat(baggage(target)).isEqualTo("none");
  }

  @Test
  @SuppressWarnings("NullAway") // what an application may do
  void aCallThatTheClientRefusesAtOnceEndsToo() {
    TELEMETRY.clearSpans();
    HttpClient client = Correlation.wrap(HttpClient.newHttpClient());
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1/")).build();
    assertThatThrownBy(() -> client.sendAsync(request, null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> client.sendAsync(request, null, null))
        .isInstanceOf(NullPointerException.class);
    assertThat(TELEMETRY.getSpans())
        .hasSize(2)
        .allMatch(span -> span.getStatus().getStatusCode() == StatusCode.ERROR);
  }

  private static String baggage(String target) {
    try (ServedRequest request =
            Correlation.serve(
                "GET",
                "/",
                Map.of("X-Correlation-ID", List.of("c-1"))::get,
                new InetSocketAddress("127.0.0.1", 1));
        CorrelationScope scope = request.activate()) {
      Correlation.user("alice");
      try (OutgoingCall call = OutgoingCall.begin("GET", URI.create(target))) {
        return call.headers().getOrDefault("baggage", "none");
      }
    }
  }
}
