package dev.throughline.correlation.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import dev.throughline.correlation.request.LogDelivery;
import java.net.Socket;
import net.logstash.logback.appender.listener.TcpAppenderListener;

/** Tells {@link LogDelivery} what becomes of each line. */
public final class DeliveryListener implements TcpAppenderListener<ILoggingEvent> {
  @Override
  public void appenderStarted(Appender<ILoggingEvent> appender) {
    LogDelivery.appenderStarted();
  }

  @Override
  public void appenderStopped(Appender<ILoggingEvent> appender) {
    LogDelivery.appenderStopped();
  }

  @Override
  public void eventSent(
      Appender<ILoggingEvent> appender, Socket socket, ILoggingEvent event, long nanos) {
    LogDelivery.lineSent();
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
