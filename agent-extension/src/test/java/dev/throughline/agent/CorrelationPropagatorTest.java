package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is set on carriers that have the header already. */
class CorrelationPropagatorTest {
  private final CorrelationPropagator propagator = new CorrelationPropagator();

  @Test
  void aCarrierThatIsUsedAgainGetsTheNewRequestsId() {
    Map<String, String> message = new HashMap<>();
    inject("first", message);
    inject("second", message);
    assertThat(message).isEqualTo(Map.of("X-Correlation-ID", "second"));
  }

  @Test
  void aNameThatDiffersInCaseIsTheApplicationsOwn() {
    Map<String, String> message = new HashMap<>(Map.of("x-correlation-id", "own"));
    inject("first", message);
    assertThat(message).isEqualTo(Map.of("x-correlation-id", "own"));
  }

  /** The JDK's client, whose map of lists is made anew for every request. */
  @Test
  void soAreLinesOfAHeader() {
    Map<String, List<String>> headers = new HashMap<>(Map.of("X-Correlation-ID", List.of("own")));
    propagator.inject(
        request("first"),
        headers,
        (carrier, key, value) -> Objects.requireNonNull(carrier).put(key, List.of(value)));
    assertThat(headers).isEqualTo(Map.of("X-Correlation-ID", List.of("own")));
  }

  private void inject(String id, Map<String, String> message) {
    propagator.inject(
        request(id),
        message,
        (carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value));
  }

  private static Context request(String id) {
    return Context.root()
        .with(
            RequestIds.read(
                Context.root(), Map.of("X-Correlation-ID", id), new CorrelationHeader()));
  }

  private record CorrelationHeader() implements TextMapGetter<Map<String, String>> {
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
