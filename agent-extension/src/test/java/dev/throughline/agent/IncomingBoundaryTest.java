package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The middle setting of trust, with peers that no test on one machine can have. */
class IncomingBoundaryTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void aNeighbourIsBelieved() {
    Context served = served("10.0.0.7", Map.of("X-Correlation-ID", "c-1"));
    assertThat(Span.fromContext(served).getSpanContext().getTraceId()).isEqualTo(TRACE);
    assertThat(KnownIds.correlation(served)).isEqualTo("c-1");
    assertThat(user(served)).isEqualTo("alice");
  }

  @Test
  void aGatewayIsBelievedItsIdsAndNotItsVisitors() {
    Context served =
        served("10.0.0.7", Map.of("X-Correlation-ID", "c-1", "X-Forwarded-For", "203.0.113.9"));
    assertThat(Span.fromContext(served).getSpanContext().getTraceId()).isEqualTo(TRACE);
    assertThat(KnownIds.correlation(served)).isEqualTo("c-1");
    assertThat(user(served)).isNull();
  }

  @Test
  void aStrangerLeadsNothing() {
    Context served = served("203.0.113.9", Map.of("X-Correlation-ID", "c-1"));
    assertThat(Span.fromContext(served).getSpanContext().isValid()).isFalse();
    assertThat(Objects.requireNonNull(IncomingBoundary.foreignTrace(served)).getTraceId())
        .isEqualTo(TRACE);
    assertThat(KnownIds.correlation(served)).matches("[0-9a-f]{32}");
    assertThat(Objects.requireNonNull(RequestIds.in(served)).foreignId()).isEqualTo("c-1");
    assertThat(user(served)).isNull();
    // What the agent's logging instrumentation copies is the new one too.
    assertThat(Baggage.fromContext(served).getEntryValue("correlation.id"))
        .isEqualTo(KnownIds.correlation(served));
  }

  @Test
  void aStrangerWithoutAnIdHasNoneToPutAside() {
    Context served = served("203.0.113.9", Map.of());
    assertThat(Objects.requireNonNull(RequestIds.in(served)).foreignId()).isNull();
  }

  /** Akka and Pekko HTTP, and whatever listens on a Unix domain socket. */
  @Test
  void aPeerThatNobodySawIsAStranger() {
    Context served = served(null, Map.of("X-Correlation-ID", "c-1"));
    assertThat(Span.fromContext(served).getSpanContext().isValid()).isFalse();
    assertThat(KnownIds.correlation(served)).matches("[0-9a-f]{32}");
    assertThat(user(served)).isNull();
  }

  @Test
  void aGatewayThatNobodySawIsOneLikeAnyOther() {
    Context served =
        served(null, Map.of("X-Correlation-ID", "c-1", "X-Forwarded-For", "203.0.113.9"));
    assertThat(Span.fromContext(served).getSpanContext().getTraceId()).isEqualTo(TRACE);
    assertThat(KnownIds.correlation(served)).isEqualTo("c-1");
    assertThat(user(served)).isNull();
  }

  /** The agent names no peers of gRPC's; a stranger at that door would need a trust of edge. */
  @Test
  void ofACallIdsAreBelievedAndUsersAreNot() {
    Context served =
        IncomingBoundary.ofCalls()
            .onStart(read(Map.of("X-Correlation-ID", "c-1")), "a call", Attributes.empty());
    assertThat(Span.fromContext(served).getSpanContext().getTraceId()).isEqualTo(TRACE);
    assertThat(KnownIds.correlation(served)).isEqualTo("c-1");
    assertThat(user(served)).isNull();
  }

  @Test
  void whereTheOperatorNamesNetworksAnotherPrivateAddressIsAStranger() {
    Settings.use(
        DefaultConfigProperties.createFromMap(
            Map.of("throughline.trust.peers", "10.1.0.0/16;203.0.113.0/24")));
    try {
      assertThat(user(served("10.1.0.7", Map.of()))).isEqualTo("alice");
      assertThat(user(served("203.0.113.9", Map.of()))).isEqualTo("alice");
      Context served = served("10.0.0.7", Map.of("X-Correlation-ID", "c-1"));
      assertThat(user(served)).isNull();
      assertThat(Span.fromContext(served).getSpanContext().isValid()).isFalse();
    } finally {
      Settings.use(DefaultConfigProperties.createFromMap(Map.of()));
    }
  }

  private static Context served(@Nullable String peer, Map<String, String> headers) {
    Attributes attributes =
        peer == null ? Attributes.empty() : Attributes.of(Fields.CLIENT_ADDRESS, peer);
    return IncomingBoundary.ofHttp().onStart(read(headers), "the request", attributes);
  }

  private static Context read(Map<String, String> headers) {
    SpanContext caller =
        SpanContext.createFromRemoteParent(
            TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
    Context sent =
        Context.root()
            .with(Span.wrap(caller))
            .with(Baggage.builder().put("user.id", "alice").build());
    return new CorrelationPropagator().extract(sent, headers, HEADERS);
  }

  private static @Nullable String user(Context context) {
    return Baggage.fromContext(context).getEntryValue("user.id");
  }

  private static final TextMapGetter<Map<String, String>> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
          return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
          return carrier == null ? null : carrier.get(key);
        }
      };
}
