package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Between the headers and a boundary, which some instrumentations do not have at all. */
class UnjudgedCallerTest {
  @Test
  void whereNoBoundaryStandsACallerNamesNobody() {
    Context read = read(alices(), Map.of());
    assertThat(KnownIds.person(read, Fields.USER_ID)).isNull();
    assertThat(user(read)).isNull();
    assertThat(user(UserBaggage.completedIn(read))).isNull();
    assertThat(Baggage.fromContext(read).getEntryValue("tenant")).isEqualTo("blue");
  }

  @Test
  void aMessageIsBelieved() {
    Context taken = taken(read(alices(), Map.of()));
    assertThat(user(taken)).isEqualTo("alice");
    // As the caller's word, before which the application's goes.
    Context told = taken.with(Baggage.builder().put("user.id", "bob").build());
    assertThat(KnownIds.person(told, Fields.USER_ID)).isEqualTo("bob");
  }

  @Test
  void aMessageInTheMiddleOfAStrangersRequestDoesNotBringHimBack() {
    Context read = read(alices(), Map.of("X-Forwarded-For", "10.0.0.1"));
    Context served = IncomingBoundary.ofHttp().onStart(read, "", Attributes.empty());
    assertThat(user(taken(served))).isNull();
    Context refused =
        IncomingBoundary.ofHttp().onStart(read(alices(), Map.of()), "", Attributes.empty());
    assertThat(user(taken(refused))).isNull();
  }

  @Test
  void whatIsReadInTheMiddleOfARequestIsTheApplicationsOwnDoing() {
    Context served = taken(read(alices(), Map.of()));
    assertThat(user(read(served, Map.of()))).isEqualTo("alice");
  }

  @Test
  void whereEverybodyIsBelievedItTakesNoBoundary() {
    Settings.use(DefaultConfigProperties.createFromMap(Map.of("throughline.trust", "always")));
    try {
      assertThat(user(read(alices(), Map.of()))).isEqualTo("alice");
    } finally {
      Settings.use(DefaultConfigProperties.createFromMap(Map.of()));
    }
  }

  /** As baggage's propagator leaves it, which comes before ours. */
  private static Context alices() {
    return Context.root()
        .with(Baggage.builder().put("user.id", "alice").put("tenant", "blue").build());
  }

  private static Context read(Context context, Map<String, String> headers) {
    return new CorrelationPropagator().extract(context, headers, new Headers());
  }

  private static Context taken(Context context) {
    return new MessageBoundary().onStart(context, "", Attributes.empty());
  }

  private static @Nullable String user(Context context) {
    return Baggage.fromContext(context).getEntryValue("user.id");
  }

  private record Headers() implements TextMapGetter<Map<String, String>> {
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
