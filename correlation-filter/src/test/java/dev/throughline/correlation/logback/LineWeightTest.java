package dev.throughline.correlation.logback;

import static net.logstash.logback.argument.StructuredArguments.kv;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** However a payload gets onto a line, it counts. */
class LineWeightTest {
  private static final String PAYLOAD = "x".repeat(100_000);
  private final LoggerContext logback = new LoggerContext();

  @Test
  void aLineOfUsualLengthIsLight() {
    assertThat(LineWeight.of(event(null, "step {} of {}", 1, "/cart/7"))).isLessThan(1_000);
  }

  @Test
  void aPayloadInTheMessage() {
    assertThat(LineWeight.of(event(null, "got {}", PAYLOAD))).isBetween(200_000L, 201_000L);
  }

  @Test
  void aPayloadBesideTheMessage() {
    assertThat(LineWeight.of(event(null, "got", kv("body", PAYLOAD)))).isGreaterThan(100_000);
    assertThat(LineWeight.of(with(PAYLOAD))).isGreaterThan(100_000);
    assertThat(LineWeight.of(with(new StringBuilder(PAYLOAD)))).isGreaterThan(100_000);
  }

  @Test
  void manySmallThings() {
    assertThat(LineWeight.of(with(Collections.nCopies(10_000, "x")))).isGreaterThan(100_000);
    assertThat(LineWeight.of(with(new String[20_000]))).isGreaterThan(100_000);
    assertThat(LineWeight.of(with(new byte[20_000]))).isGreaterThan(100_000);
    assertThat(LineWeight.of(with(Map.of("x", 1)))).isLessThan(1_000);
  }

  @Test
  void nothingAtAll() {
    assertThat(LineWeight.of(event(null, null))).isLessThan(1_000);
    assertThat(LineWeight.of(with(null))).isLessThan(1_000);
  }

  @Test
  void aStackTraceAndItsCauses() {
    Exception cause = new IllegalStateException(PAYLOAD);
    cause.setStackTrace(frames(1_000));
    Exception failure = new IllegalStateException(cause);
    failure.setStackTrace(frames(10));
    assertThat(LineWeight.of(event(failure, "no stock"))).isGreaterThan(150_000);
  }

  private static StackTraceElement[] frames(int many) {
    return Collections.nCopies(many, new StackTraceElement("Shop", "sell", "Shop.java", 1))
        .toArray(StackTraceElement[]::new);
  }

  private LoggingEvent with(@Nullable Object value) {
    LoggingEvent event = event(null, "got");
    event.addKeyValuePair(new KeyValuePair("body", value));
    return event;
  }

  private LoggingEvent event(
      @Nullable Throwable thrown, @Nullable String message, Object... arguments) {
    return new LoggingEvent(
        "fqcn", logback.getLogger("shop"), Level.INFO, message, thrown, arguments);
  }
}
