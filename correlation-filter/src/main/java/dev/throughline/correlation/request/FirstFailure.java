package dev.throughline.correlation.request;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trouble of ours that the host must not feel: the first is a warning with its stack trace, the
 * next ones are only counted, so that a fault on every request does not fill the host's log.
 */
public final class FirstFailure {
  private static final Logger LOG = LoggerFactory.getLogger(FirstFailure.class);
  private static final AtomicLong COUNT = new AtomicLong();

  /** Names what was being done, for example {@code "reading a request's ids"}. */
  public static void report(String doing, Throwable failure) {
    if (COUNT.getAndIncrement() == 0) {
      LOG.warn("Throughline failed {}; the application goes on without it", doing, failure);
    } else {
      LOG.debug("Throughline failed {}", doing, failure);
    }
  }

  /** How many so far in this process. */
  public static long count() {
    return COUNT.get();
  }

  private FirstFailure() {}
}
