package dev.throughline.demo;

import java.security.cert.CertificateExpiredException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLHandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outside world of payments: two card networks, each behind a client certificate of the shop's.
 * The one for northbank, which only alice's card uses, ran out last night; it is renewed after the
 * first charge that fails for it. Safe for use by several threads.
 */
final class CardProcessor {
  private static final Logger log = LoggerFactory.getLogger(CardProcessor.class);
  private static final Duration VALIDITY = Duration.ofDays(90);

  private final Clock clock;
  private final Map<String, Instant> validUntil = new ConcurrentHashMap<>();
  private final Map<String, Boolean> renewalAsked = new ConcurrentHashMap<>();

  CardProcessor(Clock clock) {
    this.clock = clock;
    validUntil.put("northbank", clock.instant().truncatedTo(ChronoUnit.DAYS).minusSeconds(1));
    validUntil.put("eastbank", clock.instant().plus(VALIDITY));
  }

  enum Answer {
    APPROVED,
    DECLINED
  }

  /** No answer from the card network; the message says why, the cause has the details. */
  static final class Unreachable extends Exception {
    Unreachable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  Answer charge(String payment, Wire.Charge charge) throws Unreachable {
    String network = charge.user().equals("alice") ? "northbank" : "eastbank";
    renewIfAsked(network);
    try {
      connect(network);
    } catch (SSLHandshakeException e) {
      renewalAsked.put(network, true);
      throw new Unreachable(
          "card processor "
              + network
              + " refused our certificate, expired "
              + validUntil.get(network),
          e);
    }
    log.debug("payment {} sent to {}", payment, network);
    return charge.user().equals("mallory") ? Answer.DECLINED : Answer.APPROVED;
  }

  private void connect(String network) throws SSLHandshakeException {
    Instant end = validUntil.get(network);
    if (clock.instant().isAfter(end)) {
      SSLHandshakeException refused =
          new SSLHandshakeException("Received fatal alert: certificate_expired");
      refused.initCause(new CertificateExpiredException("CN=shop.example, NotAfter: " + end));
      throw refused;
    }
  }

  private void renewIfAsked(String network) {
    if (renewalAsked.remove(network) != null) {
      Instant end = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(VALIDITY);
      validUntil.put(network, end);
      log.info("certificate for {} renewed, valid until {}", network, end);
    }
  }
}
