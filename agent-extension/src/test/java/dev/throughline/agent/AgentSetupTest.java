package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.Ordered;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgentSetupTest {
  /** Another one that sets {@code otel.propagators} after us would take ours away. */
  @Test
  void hasTheLastWordAmongExtensions() {
    assertThat(
            Stream.of(new AgentSetup(), new Other())
                .sorted(Comparator.comparingInt(Ordered::order)))
        .last()
        .isInstanceOf(AgentSetup.class);
  }

  private record Other() implements AutoConfigurationCustomizerProvider {
    @Override
    public void customize(AutoConfigurationCustomizer agent) {}

    @Override
    public int order() {
      return 1_000;
    }
  }
}
