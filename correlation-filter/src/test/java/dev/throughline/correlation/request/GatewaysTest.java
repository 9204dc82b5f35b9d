package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole requests in the shape in which gateways pass on those of somebody outside. */
class GatewaysTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final InetAddress GATEWAY =
      Objects.requireNonNull(PeerAddress.ofLiteral("10.0.0.5"));

  /** With its Zipkin tracer; the UUID's version digit says that it was traced. */
  private static final String ENVOY =
      """
      host: shop.example
      user-agent: curl/8.14.1
      accept: */*
      x-forwarded-for: 203.0.113.9
      x-forwarded-proto: https
      x-envoy-external-address: 203.0.113.9
      x-request-id: 5a3f8e61-8c9a-9f3d-a2cf-9e6f0c1d7b42
      x-b3-traceid: 80f198ee56343ba864fe8b2a57d3eff7
      x-b3-spanid: e457b5a2e4d86bd1
      x-b3-parentspanid: 05e3ac9a4f6e3b90
      x-b3-sampled: 1
      x-envoy-expected-rq-timeout-ms: 15000
      baggage: user.id=mallory
      """;

  /** With {@code unique-id-header X-Request-ID} and {@code option forwardfor}. */
  private static final String HAPROXY =
      """
      host: shop.example
      user-agent: curl/8.14.1
      accept: */*
      x-request-id: CB007109:C2F6_0A000005:1BB_6921C1D2_0003:790E
      x-forwarded-for: 203.0.113.9
      baggage: user.id=mallory
      """;

  /** Behind AWS's load balancer there is a mark and no tracer. */
  private static final String LOAD_BALANCER =
      """
      host: shop.example
      x-forwarded-for: 203.0.113.9
      x-forwarded-port: 443
      x-forwarded-proto: https
      x-amzn-trace-id: Root=1-67891233-abcdef012345678912345678
      """;

  @Test
  void envoysIdAndSpanAreTaken() {
    SpanData span = served(ENVOY);
    assertThat(text(span, "correlation.id")).isEqualTo("5a3f8e61-8c9a-9f3d-a2cf-9e6f0c1d7b42");
    assertThat(span.getTraceId()).isEqualTo("80f198ee56343ba864fe8b2a57d3eff7");
    assertThat(span.getParentSpanId()).isEqualTo("e457b5a2e4d86bd1");
    assertThat(text(span, "user.id")).isEqualTo("null");
  }

  @Test
  void haproxysIdIsTaken() {
    SpanData span = served(HAPROXY);
    assertThat(text(span, "correlation.id"))
        .isEqualTo("CB007109:C2F6_0A000005:1BB_6921C1D2_0003:790E");
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(text(span, "user.id")).isEqualTo("null");
  }

  @Test
  void aLoadBalancersMarkIsNoSpan() {
    SpanData span = served(LOAD_BALANCER);
    assertThat(text(span, "correlation.id")).matches("[0-9a-f]{32}");
    assertThat(span.getParentSpanContext().isValid()).isFalse();
  }

  private static SpanData served(String request) {
    TELEMETRY.clearSpans();
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(line -> headers.computeIfAbsent(line[0], k -> new ArrayList<>()).add(line[1]));
    new Arrival(TELEMETRY.getOpenTelemetry(), Settings.read(name -> null))
        .of(new IncomingRequest("GET", "/", headers::get, GATEWAY))
        .close();
    return TELEMETRY.getSpans().get(0);
  }

  private static String text(SpanData span, String key) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
  }
}
