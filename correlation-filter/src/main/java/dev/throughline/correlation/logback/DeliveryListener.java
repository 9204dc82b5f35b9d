package dev.throughline.correlation.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import dev.throughline.correlation.request.LogDelivery;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import net.logstash.logback.appender.listener.TcpAppenderListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells {@link LogDelivery} what becomes of each line, and the log when the collector is away. */
public final class DeliveryListener implements TcpAppenderListener<ILoggingEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryListener.class);

  /** Whether the last attempt to connect failed: said once, until it works again. */
  private final AtomicBoolean away = new AtomicBoolean();

  private final DropReports drops = new DropReports();

  private volatile @Nullable Socket connection;

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
    connection = socket;
    away.set(false);
  }

  /** Ends the connection, and a write that is stuck in it. */
  void hangUp() {
    Socket open = connection;
    if (open != null) {
      try (open) {
        open.setSoLinger(true, 0); // else TLS would wait for the write, to say goodbye after it
      } catch (IOException e) {
        // It has ended by itself.
      }
    }
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
  public void eventAppended(Appender<ILoggingEvent> appender, ILoggingEvent event, long nanos) {
    drops.lineTaken();
  }

  @Override
  public void eventSent(
      Appender<ILoggingEvent> appender, Socket socket, ILoggingEvent event, long nanos) {
    drops.lineSent(event);
  }

  @Override
  public void eventSendFailure(
      Appender<ILoggingEvent> appender, ILoggingEvent event, Throwable reason) {
    drops.lineLost(event);
  }

  @Override
  public void eventAppendFailed(
      Appender<ILoggingEvent> appender, ILoggingEvent event, Throwable reason) {
    drops.lineLost(event);
  }
}
