package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;
import io.opentelemetry.instrumentation.api.instrumenter.SpanKindExtractor;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose word about the user counts, on spans and in what goes out. */
class KnownIdsTest {
  private static final OpenTelemetry sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(new IdsOnSpans()).build())
          .build();

  /** As the agent serves a request. */
  private static final Instrumenter<String, String> server =
      Instrumenter.<String, String>builder(sdk, "test", request -> request)
          .addContextCustomizer((context, request, attributes) -> KnownIds.atTheDoor(context))
          .buildInstrumenter(SpanKindExtractor.alwaysServer());

  /** As the agent calls somebody who may not learn who the user is: by default everybody. */
  private static final Instrumenter<String, String> client =
      Instrumenter.<String, String>builder(sdk, "test", request -> request)
          .addContextCustomizer(OutgoingBoundary.ofCalls())
          .buildInstrumenter(SpanKindExtractor.alwaysClient());

  @Test
  void aCallersWordIsOnAllSpans() {
    Context served = servedFor("guest");
    assertThat(user(Span.fromContext(served))).isEqualTo("guest");
    assertThat(user(child(served))).isEqualTo("guest");
  }

  @Test
  void theApplicationsWordOnTheRequestsSpanGoesBeforeTheCallers() {
    Context served = servedFor("guest");
    Context inner = served.with(child(served));
    LocalRootSpan.fromContext(inner).setAttribute("user.id", "alice");
    assertThat(user(child(inner))).isEqualTo("alice");
    assertThat(sent(inner, "user.id")).isEqualTo("alice");
  }

  @Test
  void soDoesItsWordOnASpanWithin() {
    Context served = servedFor("guest");
    Span inner = child(served).setAttribute("user.id", "alice");
    assertThat(user(child(served.with(inner)))).isEqualTo("alice");
    assertThat(user(child(served))).isEqualTo("guest");
  }

  @Test
  void soDoesWhatItPutsIntoBaggageItself() {
    Context served = servedFor("guest");
    Context inner = served.with(Baggage.builder().put("user.id", "alice").build());
    assertThat(user(child(inner))).isEqualTo("alice");
    assertThat(sent(inner, "user.id")).isEqualTo("alice");
  }

  @Test
  void aCallThatCarriesNobodyStillSaysForWhomItWasMade() {
    Context alices = servedFor("guest").with(Baggage.builder().put("user.id", "alice").build());
    Context call = client.start(alices, "GET");
    assertThat(user(Span.fromContext(call))).isEqualTo("alice");
    assertThat(user(child(call))).isEqualTo("alice");
    assertThat(Baggage.fromContext(call).getEntryValue("user.id")).isNull();
  }

  @Test
  void soItDoesWhereNoCallerHasNamedAnybody() {
    Context alices =
        server.start(Context.root(), "GET").with(Baggage.builder().put("user.id", "alice").build());
    Context call = client.start(alices, "GET");
    assertThat(user(Span.fromContext(call))).isEqualTo("alice");
    assertThat(user(Span.fromContext(client.start(call, "GET")))).isEqualTo("alice");
  }

  @Test
  void whomACallKeptBackIsNobodyToTheNextRequest() {
    Context call =
        OutgoingBoundary.ofCalls()
            .onStart(
                Context.root().with(Baggage.builder().put("user.id", "alice").build()),
                "",
                Attributes.empty());
    assertThat(KnownIds.person(call, Fields.USER_ID)).isEqualTo("alice");
    assertThat(KnownIds.person(KnownIds.atTheDoor(call), Fields.USER_ID)).isNull();
  }

  @Test
  void theSessionThatAnApplicationNamesTakesThePlaceOfTheCookies() {
    Context served = served("session.id", "cookie");
    Span.fromContext(served).setAttribute("session.id", "its-own");
    assertThat(KnownIds.person(served, Fields.SESSION_ID)).isEqualTo("its-own");
    assertThat(sent(served, "session.id")).isEqualTo("its-own");
  }

  private static Context servedFor(String user) {
    return served("user.id", user);
  }

  private static Context served(String key, String sent) {
    return server.start(Context.root().with(Baggage.builder().put(key, sent).build()), "GET");
  }

  private static Span child(Context context) {
    return sdk.getTracer("test").spanBuilder("child").setParent(context).startSpan();
  }

  private static @Nullable String user(Span span) {
    return ((ReadableSpan) span).getAttribute(Fields.USER_ID);
  }

  private static @Nullable String sent(Context context, String key) {
    return Baggage.fromContext(UserBaggage.completedIn(context)).getEntryValue(key);
  }
}
