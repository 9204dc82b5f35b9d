package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageEntry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever the agent hands us throws at every touch; no entry lets that through. */
class ThrowingEntriesTest {
  private static final Context REQUEST =
      Context.root().with(RequestIds.read(Context.root(), Map.of(), new MapGetter()));

  private static final Context ALICES =
      REQUEST.with(Baggage.builder().put("user.id", "alice").build());

  @Test
  void extract() {
    assertThat(new CorrelationPropagator().extract(Context.root(), Map.of(), new ThrowingGetter()))
        .isSameAs(Context.root());
  }

  @Test
  void inject() {
    assertThatCode(
            () ->
                new CorrelationPropagator()
                    .inject(
                        REQUEST,
                        "",
                        (carrier, key, value) -> {
                          throw new IllegalStateException("on purpose");
                        }))
        .doesNotThrowAnyException();
  }

  @Test
  void spanStart() {
    assertThatCode(() -> new IdsOnSpans().onStart(REQUEST, throwing(ReadWriteSpan.class)))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> new IdsOnSpans().onStart(throwing(Context.class), throwing(ReadWriteSpan.class)))
        .doesNotThrowAnyException();
  }

  @Test
  void logRecord() {
    assertThatCode(() -> new IdsOnLogs().onEmit(REQUEST, throwing(ReadWriteLogRecord.class)))
        .doesNotThrowAnyException();
  }

  @Test
  void response() {
    assertThatCode(
            () ->
                new ResponseEcho()
                    .customize(
                        REQUEST,
                        "",
                        (response, name, value) -> {
                          throw new NoSuchMethodError("on purpose");
                        }))
        .doesNotThrowAnyException();
  }

  @Test
  void serverStart() {
    Context context = throwing(Context.class);
    assertThat(IncomingBoundary.ofHttp().onStart(context, "", Attributes.empty()))
        .isSameAs(context);
    assertThat(baggage(IncomingBoundary.ofHttp().onStart(ALICES, "", throwing(Attributes.class))))
        .isEmpty();
  }

  @Test
  void messageStart() {
    Context context = throwing(Context.class);
    assertThat(new MessageBoundary().onStart(context, "", Attributes.empty())).isSameAs(context);
  }

  @Test
  void clientStart() {
    assertThat(baggage(OutgoingBoundary.ofCalls().onStart(ALICES, "", throwing(Attributes.class))))
        .isEmpty();
  }

  @Test
  void serverEnd() {
    PrincipalAsUser principal = new PrincipalAsUser();
    assertThatCode(
            () ->
                principal.onEnd(
                    throwing(AttributesBuilder.class), throwing(Context.class), "", null, null))
        .doesNotThrowAnyException();
  }

  @Test
  void newSession() {
    assertThatCode(
            () ->
                new NewSession()
                    .onEnd(
                        throwing(AttributesBuilder.class), throwing(Context.class), "", "", null))
        .doesNotThrowAnyException();
  }

  @Test
  void instrumentation() {
    assertThatCode(() -> new Boundaries().customize(throwing(InstrumenterCustomizer.class)))
        .doesNotThrowAnyException();
  }

  @Test
  void setUp() {
    assertThatCode(() -> new AgentSetup().customize(throwing(AutoConfigurationCustomizer.class)))
        .doesNotThrowAnyException();
  }

  private static Map<String, BaggageEntry> baggage(Context context) {
    return Baggage.fromContext(context).asMap();
  }

  private static <T> T throwing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new IllegalStateException("on purpose: " + method);
            }));
  }

  private record ThrowingGetter() implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public String get(@Nullable Map<String, String> carrier, String key) {
      throw new IllegalStateException("on purpose");
    }
  }

  private record MapGetter() implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
