package dev.throughline.correlation.logback;

import ch.qos.logback.core.status.InfoStatus;
import ch.qos.logback.core.status.Status;
import net.logstash.logback.appender.LogstashTcpSocketAppender;

/**
 * The TCP appender, quiet about a collector that is away. Once started, its warnings become mere
 * notes in Logback's status: it writes one with a stack trace per attempt, which Spring Boot prints
 * each time and Logback answers with its whole history on stdout. {@link DeliveryListener} says it
 * once, in the application's log. What is wrong in the configuration stays loud.
 */
public final class CollectorAppender extends LogstashTcpSocketAppender {
  @Override
  public void addStatus(Status status) {
    boolean hushed = isStarted() && status.getEffectiveLevel() > Status.INFO;
    super.addStatus(
        hushed ? new InfoStatus(status.getMessage(), this, status.getThrowable()) : status);
  }
}
