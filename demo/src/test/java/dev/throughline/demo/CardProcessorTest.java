package dev.throughline.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateExpiredException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CardProcessorTest {
  private final CardProcessor processor =
      new CardProcessor(Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC));

  @Test
  void alicesFirstChargeFailsForACertificateAndTheNextSucceeds() throws Exception {
    assertThatThrownBy(() -> processor.charge("P-1", charge("alice")))
        .isInstanceOf(CardProcessor.Unreachable.class)
        .hasMessageContaining("northbank")
        .hasMessageContaining("expired 2026-11-21T23:59:59Z")
        .hasRootCauseInstanceOf(CertificateExpiredException.class);
    assertThat(processor.charge("P-2", charge("alice"))).isEqualTo(CardProcessor.Answer.APPROVED);
  }

  @Test
  void nobodyElseIsTouchedByIt() throws Exception {
    assertThat(processor.charge("P-1", charge("bob"))).isEqualTo(CardProcessor.Answer.APPROVED);
    assertThat(processor.charge("P-2", charge("mallory"))).isEqualTo(CardProcessor.Answer.DECLINED);
  }

  private static Wire.Charge charge(String user) {
    return new Wire.Charge("A-1", user, 100);
  }
}
