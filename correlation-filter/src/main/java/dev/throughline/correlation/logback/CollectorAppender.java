package dev.throughline.correlation.logback;

import ch.qos.logback.core.status.InfoStatus;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.Duration;
import net.logstash.logback.appender.LogstashTcpSocketAppender;

/**
 * The TCP appender, set so that it never blocks, and quiet about a collector that is away. Once
 * started, its warnings become mere notes in Logback's status: it writes one with a stack trace per
 * attempt, which Spring Boot prints each time and Logback answers with its whole history on stdout.
 * {@link DeliveryListener} says it once, in the application's log. What is wrong in the
 * configuration stays loud.
 */
public final class CollectorAppender extends LogstashTcpSocketAppender {
  /** For Logback's configuration, where each of these may be set otherwise. */
  public CollectorAppender() {
    setRingBufferSize(8192);
    setAppendTimeout(Duration.buildByMilliseconds(0));
    setReconnectionDelay(Duration.buildBySeconds(1));
    setConnectionTimeout(Duration.buildBySeconds(2));
    setWriteTimeout(Duration.buildBySeconds(10));
    setKeepAliveDuration(Duration.buildBySeconds(30));
    setShutdownGracePeriod(Duration.buildBySeconds(2));
    setAddDefaultStatusListener(false);
    addListener(new DeliveryListener());
  }

  @Override
  public void addStatus(Status status) {
    boolean hushed = isStarted() && status.getEffectiveLevel() > Status.INFO;
    super.addStatus(
        hushed ? new InfoStatus(status.getMessage(), this, status.getThrowable()) : status);
  }
}
