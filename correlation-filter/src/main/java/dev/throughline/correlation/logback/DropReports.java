package dev.throughline.correlation.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.throughline.correlation.request.LogDelivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/**
 * Counts the lines one appender has lost and, once lines get through again, says in one of them how
 * many did not, so that a journey can name the gap. Each loss is in exactly one report that went
 * out; a report that is lost itself is no lost line of the application's, and is said again. The
 * attributes are those of the reading side's {@code LossReport}.
 */
final class DropReports {
  private static final Logger LOG = LoggerFactory.getLogger(DropReports.class);
  private static final String RECORDS = "throughline.dropped.records";

  /** How long drops are gathered before they are told of again. */
  private static final long BETWEEN_REPORTS = Duration.ofSeconds(1).toNanos();

  private final AtomicLong lost = new AtomicLong();

  // What follows belongs to the appender's one thread; others only find that they are not it.
  private long told;
  private long lastReport = System.nanoTime() - BETWEEN_REPORTS;
  private boolean accepted;
  private @Nullable Thread telling;

  /** A line did not get out, or did not even get into the buffer. */
  void lineLost(ILoggingEvent line) {
    Long count = count(line);
    if (count == null) {
      lost.incrementAndGet();
      LogDelivery.lineDropped();
    } else if (!isTelling()) {
      told -= count; // it was in the buffer, and is to be said again
    }
  }

  /** A line went out. */
  void lineSent(ILoggingEvent line) {
    if (count(line) == null) {
      LogDelivery.lineSent();
    }
    tell();
  }

  /** A line is in the buffer. */
  void lineTaken() {
    if (isTelling()) {
      accepted = true;
    }
  }

  /** Lines get through: says what did not. On the appender's thread. */
  private void tell() {
    long untold = lost.get() - told;
    long now = System.nanoTime();
    if (untold <= 0 || now - lastReport < BETWEEN_REPORTS) {
      return;
    }
    lastReport = now;
    accepted = false;
    telling = Thread.currentThread();
    try {
      log(untold);
    } finally {
      telling = null;
    }
    if (accepted) {
      told += untold;
    }
  }

  private static void log(long untold) {
    LOG.atWarn()
        .addKeyValue("throughline.report", "dropped")
        .addKeyValue(RECORDS, untold)
        .addKeyValue("throughline.dropped.reason", "the process could not send its log lines")
        .log("{} log lines did not get to the collector", untold);
  }

  private boolean isTelling() {
    return telling == Thread.currentThread();
  }

  /** How many losses the line reports; null if it is no report of ours. */
  private static @Nullable Long count(ILoggingEvent line) {
    List<KeyValuePair> pairs =
        line.getLoggerName().equals(LOG.getName()) ? line.getKeyValuePairs() : null;
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        if (pair.key.equals(RECORDS) && pair.value instanceof Long count) {
          return count;
        }
      }
    }
    return null;
  }
}
