package dev.throughline.correlation.request;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trouble of ours that the host must not feel: the first of each kind (what was being done, and the
 * exception's type) is a warning with its stack trace, the next ones are only counted, so that a
 * fault on every request does not fill the host's log.
 */
public final class FirstFailure {
  private static final Logger LOG = LoggerFactory.getLogger(FirstFailure.class);
  private static final AtomicLong COUNT = new AtomicLong();
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  /** Some kinds bear an application's own names, which may be any number. */
  private static final int MOST_KINDS = 100;

  /** Names what was being done, for example {@code "reading a request's ids"}. */
  public static void report(String doing, Throwable failure) {
    COUNT.incrementAndGet();
    if (isNew(failure.getClass().getName() + ' ' + doing)) {
      LOG.warn("Throughline failed {}; the application goes on without it", doing, failure);
    } else {
      LOG.debug("Throughline failed {}", doing, failure);
    }
  }

  private static boolean isNew(String kind) {
    return !TOLD.contains(kind) && TOLD.size() < MOST_KINDS && TOLD.add(kind);
  }

  /** How many so far in this process. */
  public static long count() {
    return COUNT.get();
  }

  private FirstFailure() {}
}
