package dev.throughline.correlation.request;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.Correlation;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

/** How far callers are believed. */
class ArrivalTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final InetAddress OUTSIDE = address("203.0.113.9");
  private static final InetAddress INSIDE = address("10.0.0.7");
  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "X-Correlation-ID", List.of("c-1"),
          "traceparent", List.of("00-" + TRACE + "-b7ad6b7169203331-01"),
          "baggage", List.of("user.id=bob,session.id=s-1"));

  @Test
  void aNeighbourIsBelieved() {
    SpanData span = served("internal", INSIDE, HEADERS);
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(text(span, "correlation.id")).isEqualTo("c-1");
    assertThat(text(span, "user.id")).isEqualTo("bob");
    assertThat(text(span, "session.id")).isEqualTo("s-1");
  }

  @Test
  void aGatewayIsBelievedItsIdsAndNotItsVisitors() {
    Map<String, List<String>> headers = new LinkedHashMap<>(HEADERS);
    headers.put("X-Forwarded-For", List.of("203.0.113.9"));
    SpanData span = served("internal", INSIDE, headers);
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(text(span, "correlation.id")).isEqualTo("c-1");
    assertThat(text(span, "user.id")).isEqualTo("null");
  }

  @Test
  void aStrangerLeadsNothing() {
    for (SpanData span :
        List.of(served("internal", OUTSIDE, HEADERS), served("edge", INSIDE, HEADERS))) {
      assertThat(span.getTraceId()).isNotEqualTo(TRACE);
      assertThat(span.getParentSpanContext().isValid()).isFalse();
      assertThat(span.getLinks())
          .singleElement()
          .satisfies(
              link -> {
                assertThat(link.getSpanContext().getTraceId()).isEqualTo(TRACE);
                assertThat(link.getAttributes().get(AttributeKey.booleanKey("throughline.foreign")))
                    .isTrue();
              });
      assertThat(text(span, "trace.id.foreign")).isEqualTo(TRACE);
      assertThat(text(span, "correlation.id")).matches("[0-9a-f]{32}");
      assertThat(text(span, "correlation.id.foreign")).isEqualTo("c-1");
      assertThat(text(span, "user.id")).isEqualTo("null");
      assertThat(text(span, "session.id")).isEqualTo("null");
    }
  }

  @Test
  void whereEverybodyIsBelievedAStrangerIsToo() {
    SpanData span = served("always", OUTSIDE, HEADERS);
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(text(span, "user.id")).isEqualTo("bob");
  }

  @Test
  void theIdThatAnAgentsExtensionMadeIsTheOne() {
    assertThat(joined("made-by-the-agent", Map.of())).isEqualTo("made-by-the-agent");
    // It has judged the caller already, and maybe echoed its judgement.
    assertThat(joined("made-by-the-agent", HEADERS)).isEqualTo("made-by-the-agent");
    assertThat(joined("<script>", Map.of())).matches("[0-9a-f]{32}");
  }

  @Test
  void anAgentWithoutTheExtensionOnlyPassesOnTheCallersWord() {
    String tooMany = IntStream.range(0, 200).mapToObj(i -> ",k" + i + "=v").collect(joining());
    for (List<String> baggage :
        List.of(
            List.of("correlation.id=c-9"),
            List.of("a=b", "correlation.id = c-9;p=1"),
            List.of("correlation.id=%63%2D9"),
            // What our own reader drops whole, the agent's reads as far as it likes.
            List.of("correlation.id=c-9" + tooMany),
            List.of("correlation.id=c-9,x=\u00e9"),
            List.of("correlation.id=c-9,x=%zz"),
            List.of("correlation.id=c-9,x=" + "y".repeat(9_000)),
            List.of("correlation.id=c-9" + tooMany + ",correlation.id=other"))) {
      assertThat(joined("c-9", Map.of("baggage", baggage))).matches("[0-9a-f]{32}");
    }
    for (String name : List.of("uberctx-correlation.id", "ot-baggage-correlation.id")) {
      assertThat(joined("c-9", Map.of(name, List.of("c-9")))).matches("[0-9a-f]{32}");
    }
    assertThat(joined("c-9", Map.of("jaeger-baggage", List.of("correlation.id=c-9"))))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void whatTheCallersBaggageSaysDoesNotUndoTheExtensionsWord() {
    Map<String, List<String>> callers = Map.of("baggage", List.of("correlation.id=c-9"));
    assertThat(joined("made-by-the-agent", callers)).isEqualTo("made-by-the-agent");
  }

  /** The correlation id of a request that a server span of an agent is current for. */
  private static String joined(String baggage, Map<String, List<String>> headers) {
    Span agents = TELEMETRY.getOpenTelemetry().getTracer("agent").spanBuilder("GET").startSpan();
    Context context =
        Context.root().with(agents).with(Baggage.builder().put("correlation.id", baggage).build());
    try (Scope scope = context.makeCurrent();
        ServedRequest request =
            new Arrival(TELEMETRY.getOpenTelemetry(), Settings.read(name -> null))
                .of(new IncomingRequest("GET", "/", headers::get, INSIDE))) {
      return request.ids().correlationId();
    } finally {
      agents.end();
    }
  }

  @Test
  void whereAnAgentServesWithoutAFilterTheApplicationsWordGoesOntoItsSpan() {
    TELEMETRY.clearSpans();
    Span agents = TELEMETRY.getOpenTelemetry().getTracer("agent").spanBuilder("GET").startSpan();
    try (Scope scope = agents.makeCurrent()) {
      Correlation.user("alice");
      Correlation.actor("no\nbody");
    }
    agents.end();
    SpanData span = TELEMETRY.getSpans().get(0);
    assertThat(text(span, "user.id")).isEqualTo("alice");
    assertThat(text(span, "user.actor.id")).isEqualTo("null");
  }

  @Test
  void withAKeyUsersAreWrittenAsTheirHash() {
    Settings keyed = Settings.read(name -> name.equals("throughline.user.key") ? "secret" : null);
    ServedRequest request =
        new Arrival(TELEMETRY.getOpenTelemetry(), keyed)
            .of(new IncomingRequest("GET", "/", HEADERS::get, INSIDE));
    String bob = String.valueOf(request.ids().user());
    assertThat(bob).matches("h1\\.[A-Za-z0-9_-]{22}");
    request.ids().tellUser("alice");
    String alice = String.valueOf(request.ids().user());
    assertThat(alice).matches("h1\\.[A-Za-z0-9_-]{22}").isNotEqualTo(bob);
    // Whoever may choose a name could choose somebody's hash; a believed caller's word stays.
    request.ids().tellUser(alice);
    assertThat(request.ids().user()).isNotEqualTo(alice);
    request.ids().tellUser("bob");
    assertThat(request.ids().user()).isEqualTo(bob);
    request.close();
    assertThat(TELEMETRY.getSpans().get(0).getAttributes().toString()).doesNotContain("alice");
  }

  @Test
  void tenThousandHostileHeadersChangeNothing() {
    Random random = new Random(4711);
    List<String> names =
        List.of(
            "X-Correlation-ID",
            "X-Request-ID",
            "traceparent",
            "tracestate",
            "baggage",
            "b3",
            "uber-trace-id",
            "X-Amzn-Trace-Id",
            "X-B3-TraceId",
            "X-Forwarded-For",
            "Forwarded",
            "Authorization",
            "Host",
            "Origin");
    for (int i = 0; i < 10_000; i++) {
      Map<String, List<String>> headers = new LinkedHashMap<>();
      for (String name : names) {
        if (random.nextBoolean()) {
          List<String> lines = new ArrayList<>();
          for (int line = random.nextInt(3); line >= 0; line--) {
            lines.add(hostile(random));
          }
          headers.put(name, lines);
        }
      }
      try (ServedRequest request =
              new Arrival(TELEMETRY.getOpenTelemetry(), Settings.read(name -> null))
                  .of(new IncomingRequest("GET", "/", headers::get, INSIDE));
          CorrelationScope scope = request.activate()) {
        assertThat(request.responseHeaders().get("X-Correlation-ID"))
            .matches("[A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,127}");
        assertThat(request.responseHeaders().getOrDefault("X-Request-ID", "x"))
            .matches("[A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,127}");
        assertThat(MDC.get("trace_id")).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
        assertThat(MDC.get("span_id")).matches("[0-9a-f]{16}");
        assertThat(String.valueOf(MDC.get("user_id"))).doesNotContainPattern("\\p{Cntrl}");
      }
    }
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  private static String hostile(Random random) {
    String[] bricks = {
      "00-",
      TRACE,
      "-b7ad6b7169203331",
      "-01",
      "\r\n",
      "\u001b[2J",
      "%0d%0a",
      "${jndi:ldap://x}",
      ",",
      ";",
      "=",
      "user.id=",
      "session.id=",
      "%",
      "\u0000",
      "\u2028",
      "😀",
      "a",
      "0",
      "x".repeat(300),
      " ",
      "\"",
      ":",
      "Root=1-",
      "Parent=",
      "../",
      "<script>"
    };
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      value.append(bricks[random.nextInt(bricks.length)]);
    }
    return value.toString();
  }

  private static SpanData served(
      String trust, InetAddress peer, Map<String, List<String>> headers) {
    TELEMETRY.clearSpans();
    Settings settings = Settings.read(name -> name.equals("throughline.trust") ? trust : null);
    new Arrival(TELEMETRY.getOpenTelemetry(), settings)
        .of(new IncomingRequest("GET", "/", headers::get, peer))
        .close();
    return TELEMETRY.getSpans().get(0);
  }

  private static String text(SpanData span, String key) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
  }

  private static InetAddress address(String literal) {
    return java.util.Objects.requireNonNull(PeerAddress.ofLiteral(literal));
  }
}
