package dev.throughline.correlation.log4j2;

import dev.throughline.correlation.line.LineSender;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LogEvent;

/** What becomes of the lines, in the application's own log. */
final class Announcements implements LineSender.Listener {
  private static final String RECORDS = "throughline.dropped.records";

  /** How many lost lines an event tells of; 0 when it is the application's own. */
  static long losses(LogEvent event) {
    return event.getMessage() instanceof FieldsMessage message
            && CollectorAppender.class.getName().equals(event.getLoggerName())
            && message.getData().get(RECORDS) instanceof Long count
        ? count
        : 0;
  }

  @Override
  public void collectorIsAway(String address, String reason) {
    log()
        .warn(
            "No Throughline collector at {} ({}); lines wait for it, and are dropped when too many do",
            address,
            reason);
  }

  /** The fields are those of the reading side's {@code LossReport}. */
  @Override
  public void linesWereDropped(long count) {
    log()
        .warn(
            new FieldsMessage(
                count + " log lines did not get to the collector",
                Map.of(
                    "throughline.report",
                    "dropped",
                    RECORDS,
                    count,
                    "throughline.dropped.reason",
                    "the process could not send its log lines")));
  }

  /** Asked for late: while Log4j2 reads its configuration there are no loggers yet. */
  private static Logger log() {
    return LogManager.getLogger(CollectorAppender.class);
  }
}
