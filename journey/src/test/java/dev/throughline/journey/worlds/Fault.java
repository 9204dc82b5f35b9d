package dev.throughline.journey.worlds;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What goes wrong with a checkout, and where that began. */
public enum Fault {
  NONE(null, false),
  /** The first attempt to pay fails, the second succeeds. */
  RECOVERED_RETRY(null, false),
  /** A 404: the caller's own mistake. */
  CLIENT_MISTAKE(null, false),
  EXCEPTION("payments", true),
  BAD_CONFIG("payments", true),
  /** Three attempts to pay, and none succeeds. */
  RETRIED_IN_VAIN("payments", true),
  POOL_EXHAUSTED("inventory", true),
  /** The caller gave up; the callee ended well, but late. */
  TIMEOUT("payments", true),
  /** A service of which nobody ever reports refuses the connection. */
  UNREACHABLE_PEER("bank-api", true),
  /** A message its consumer cannot read, however often it comes. */
  POISON_MESSAGE("mail", false),
  /** An exception that nobody but the log was told of. */
  SWALLOWED("orders", false);

  private final @Nullable String culprit;
  private final boolean answered;

  Fault(@Nullable String culprit, boolean answered) {
    this.culprit = culprit;
    this.answered = answered;
  }

  /** Whether somebody is to be accused. */
  public boolean isFailure() {
    return culprit != null;
  }

  /** The service where it began, if it is a failure. */
  public Optional<String> culprit() {
    return Optional.ofNullable(culprit);
  }

  /** Whether the person was answered with the failure. */
  boolean isAnswered() {
    return answered;
  }
}
