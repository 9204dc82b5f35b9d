package dev.throughline.correlation.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import dev.throughline.correlation.request.LogDelivery;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import net.logstash.logback.appender.listener.TcpAppenderListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells {@link LogDelivery} what becomes of each line, and the log when the collector is away. */
public final class DeliveryListener implements TcpAppenderListener<ILoggingEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryListener.class);

  /** Whether the last attempt to connect failed: said once, until it works again. */
  private final AtomicBoolean away = new AtomicBoolean();

  /** How long drops are gathered before they are told of again. */
  private static final long BETWEEN_REPORTS = Duration.ofSeconds(1).toNanos();

  private final AtomicLong reported = new AtomicLong(LogDelivery.dropped());
  private final AtomicLong lastReport = new AtomicLong(System.nanoTime() - BETWEEN_REPORTS);

  @Override
  public void appenderStarted(Appender<ILoggingEvent> appender) {
    LogDelivery.appenderStarted();
  }

  @Override
  public void appenderStopped(Appender<ILoggingEvent> appender) {
    LogDelivery.appenderStopped();
  }

  @Override
  public void connectionOpened(Appender<ILoggingEvent> appender, Socket socket) {
    away.set(false);
  }

  @Override
  public void connectionFailed(
      Appender<ILoggingEvent> appender, InetSocketAddress address, Throwable reason) {
    if (!away.getAndSet(true)) {
      LOG.warn(
          "No Throughline collector at {}:{} ({}); lines wait for it, and are dropped when too many do",
          address.getHostString(),
          address.getPort(),
          reason.getMessage());
    }
  }

  @Override
  public void eventSent(
      Appender<ILoggingEvent> appender, Socket socket, ILoggingEvent event, long nanos) {
    LogDelivery.lineSent();
    reportDrops();
  }

  /**
   * Once lines get through again, one of them says how many did not, so that a journey can name the
   * gap. The attributes are those of the reading side's {@code LossReport}.
   */
  private void reportDrops() {
    long dropped = LogDelivery.dropped();
    long before = reported.get();
    long last = lastReport.get();
    long now = System.nanoTime();
    if (dropped > before && now - last >= BETWEEN_REPORTS && lastReport.compareAndSet(last, now)) {
      LOG.atWarn()
          .addKeyValue("throughline.report", "dropped")
          .addKeyValue("throughline.dropped.records", dropped - before)
          .addKeyValue("throughline.dropped.reason", "the process could not send its log lines")
          .log("{} log lines did not get to the collector", dropped - before);
      if (LogDelivery.dropped() == dropped) {
        reported.set(dropped);
      } // else that line was perhaps dropped itself, and is said again with what came since
    }
  }

  @Override
  public void eventSendFailure(
      Appender<ILoggingEvent> appender, ILoggingEvent event, Throwable reason) {
    LogDelivery.lineDropped();
  }

  @Override
  public void eventAppendFailed(
      Appender<ILoggingEvent> appender, ILoggingEvent event, Throwable reason) {
    LogDelivery.lineDropped();
  }
}
