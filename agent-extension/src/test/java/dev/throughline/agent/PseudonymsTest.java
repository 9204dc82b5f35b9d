package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;
import io.opentelemetry.instrumentation.api.instrumenter.SpanKindExtractor;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With {@code throughline.user.key} nobody is told by name, whoever has named them. */
class PseudonymsTest {
  private static final String BOB = "h1.2VIzwYDfXY-XHfsmz_8RgX";
  private static final String ALICE = "h1.Qx8oUz85n0gtciKbo-QEo6";

  private static final OpenTelemetry sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(new IdsOnSpans()).build())
          .build();

  private static final Instrumenter<String, String> server =
      Instrumenter.<String, String>builder(sdk, "test", request -> request)
          .addContextCustomizer(
              (context, request, attributes) ->
                  IncomingBoundary.ofHttp()
                      .onStart(context, request, Attributes.of(Fields.CLIENT_ADDRESS, "127.0.0.1")))
          .addAttributesExtractor(new PrincipalAsUser())
          .buildInstrumenter(SpanKindExtractor.alwaysServer());

  @BeforeEach
  void withAKey() {
    settings(
        Map.of("throughline.user.key", "a key of the shop", "throughline.baggage.send", "true"));
  }

  @AfterEach
  void withoutOne() {
    settings(Map.of());
  }

  @Test
  void aCallersWordIsHashedOnSpansInLogsAndOnItsWayOut() {
    Context served = served("user.id", "bob", "user.actor.id", "alice", "enduser.id", "bob");

    assertThat(attribute(Span.fromContext(served), "user.id")).isEqualTo(BOB);
    assertThat(attribute(Span.fromContext(served), "user.actor.id")).isEqualTo(ALICE);
    assertThat(sent(served)).containsEntry("user.id", BOB).doesNotContainValue("bob");
    // What the agent copies onto log lines.
    assertThat(baggage(served)).containsEntry("user.id", BOB).doesNotContainValue("bob");
  }

  @Test
  void soIsTheApplicationsOwn() {
    Context served = served("tenant", "blue");
    Span.fromContext(served).setAttribute("user.id", "bob");

    assertThat(KnownIds.person(served, Fields.USER_ID)).isEqualTo(BOB);
    assertThat(sent(served)).containsEntry("user.id", BOB).containsEntry("tenant", "blue");
    server.end(served, "request", null, null);
    assertThat(attribute(Span.fromContext(served), "user.id")).isEqualTo(BOB);
  }

  @Test
  void soIsWhomTheAgentFinds() {
    Context served = served("tenant", "blue");
    Span.fromContext(served).setAttribute("enduser.id", "bob");

    server.end(served, "request", null, null);
    assertThat(attribute(Span.fromContext(served), "user.id")).isEqualTo(BOB);
    assertThat(attribute(Span.fromContext(served), "enduser.id")).isEqualTo(BOB);
  }

  /** In the preview of its third version. */
  @Test
  void orWhomItFindsByAnotherName() {
    settings(
        Map.of(
            "otel.instrumentation.common.v3-preview", "true",
            "throughline.user.key", "a key of the shop"));
    Context served = served("tenant", "blue");
    Span.fromContext(served).setAttribute("user.name", "bob");
    assertThat(KnownIds.person(served, Fields.USER_ID)).isEqualTo(BOB);

    server.end(served, "request", null, null);
    assertThat(attribute(Span.fromContext(served), "user.id")).isEqualTo(BOB);
    assertThat(attribute(Span.fromContext(served), "user.name")).isEqualTo(BOB);
  }

  @Test
  void aNameForPeopleToReadIsNoId() {
    Context served = served("tenant", "blue");
    Span.fromContext(served).setAttribute("user.name", "Bob the builder");
    server.end(served, "request", null, null);
    assertThat(KnownIds.person(served, Fields.USER_ID)).isNull();
    assertThat(attribute(Span.fromContext(served), "user.name")).isEqualTo("Bob the builder");
  }

  @Test
  void nobodyIsBobByLoggingInAsHisHash() {
    Context served = served("tenant", "blue");
    Span.fromContext(served).setAttribute("enduser.id", BOB);

    assertThat(KnownIds.person(served, Fields.USER_ID)).startsWith("h1.").isNotEqualTo(BOB);
    server.end(served, "request", null, null);
    assertThat(attribute(Span.fromContext(served), "user.id")).startsWith("h1.").isNotEqualTo(BOB);
  }

  @Test
  void soIsASpansOwnFromItsStart() {
    Span span = sdk.getTracer("test").spanBuilder("job").setAttribute("user.id", "bob").startSpan();
    assertThat(attribute(span, "user.id")).isEqualTo(BOB);
  }

  @Test
  void aSessionIsNobodysName() {
    assertThat(sent(served("session.id", "s-1"))).containsEntry("session.id", "s-1");
  }

  private static Context served(String... members) {
    var baggage = Baggage.builder();
    for (int i = 0; i < members.length; i += 2) {
      baggage.put(members[i], members[i + 1]);
    }
    Context read =
        new CorrelationPropagator()
            .extract(Context.root().with(baggage.build()), Map.of(), new NoHeaders());
    return server.start(read, "GET");
  }

  private static Map<String, String> sent(Context context) {
    return baggage(
        OutgoingBoundary.ofCalls()
            .onStart(context, "", Attributes.of(Fields.SERVER_ADDRESS, "payments")));
  }

  private static Map<String, String> baggage(Context context) {
    Map<String, String> members = new HashMap<>();
    Baggage.fromContext(context).forEach((key, entry) -> members.put(key, entry.getValue()));
    return members;
  }

  private static String attribute(Span span, String key) {
    return Objects.toString(((ReadableSpan) span).getAttribute(AttributeKey.stringKey(key)));
  }

  private static void settings(Map<String, String> said) {
    Settings.use(DefaultConfigProperties.createFromMap(said));
  }

  private record NoHeaders() implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return null;
    }
  }
}
