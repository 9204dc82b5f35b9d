package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutgoingBoundaryTest {
  private static final Attributes BROKERLESS = Attributes.empty();
  private static final Attributes STRANGER =
      Attributes.of(Fields.SERVER_ADDRESS, "api.example.org");

  @AfterEach
  void asUsual() {
    settings(Map.of());
  }

  @Test
  void aMessageCarriesNobodyUnlessMessagesMay() {
    settings(Map.of("throughline.baggage.send", "true"));
    assertThat(sent(OutgoingBoundary.ofMessages(), BROKERLESS)).isNull();

    settings(Map.of("throughline.baggage.send", "true", "throughline.baggage.hosts", "messages"));
    assertThat(sent(OutgoingBoundary.ofMessages(), BROKERLESS)).isEqualTo("alice");
    assertThat(sent(OutgoingBoundary.ofCalls(), BROKERLESS)).isNull();
    assertThat(sent(OutgoingBoundary.ofCalls(), STRANGER)).isNull();
  }

  @Test
  void aCallWithinAnOpenOneIsJudgedByItself() {
    settings(Map.of("throughline.baggage.send", "true", "throughline.baggage.hosts", "messages"));
    Context message = OutgoingBoundary.ofMessages().onStart(alices(), "", BROKERLESS);
    assertThat(OutgoingBoundary.isOpen(message)).isTrue();
    Context call = OutgoingBoundary.ofCalls().onStart(message, "", STRANGER);
    assertThat(OutgoingBoundary.isOpen(call)).isFalse();
    assertThat(user(call)).isNull();
  }

  private static @Nullable String sent(OutgoingBoundary boundary, Attributes attributes) {
    return user(boundary.onStart(alices(), "", attributes));
  }

  private static Context alices() {
    return Context.root().with(Baggage.builder().put("user.id", "alice").build());
  }

  private static @Nullable String user(Context context) {
    return Baggage.fromContext(context).getEntryValue("user.id");
  }

  private static void settings(Map<String, String> said) {
    Settings.use(DefaultConfigProperties.createFromMap(said));
  }
}
