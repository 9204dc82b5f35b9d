package dev.throughline.correlation.servlet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What was in the MDC when a container logged an exception, by whichever logging it has. */
final class FailureLines implements AutoCloseable {
  private final java.util.logging.Logger jul = LogManager.getLogManager().getLogger("");
  private final Logger logback = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Queue<Map<String, String>> mdcs = new ConcurrentLinkedQueue<>();
  private final ByJul byJul = new ByJul();
  private final ByLogback byLogback = new ByLogback();
  private final Level levelBefore = logback.getLevel();
  private final String text;

  /** Of exceptions with this text in their own message. */
  FailureLines(String text) {
    this.text = text;
    jul.addHandler(byJul);
    byLogback.start();
    logback.setLevel(Level.WARN); // whatever an application of an earlier test has left
    logback.addAppender(byLogback);
  }

  Queue<Map<String, String>> mdcs() {
    return mdcs;
  }

  private void see(String failure) {
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    if (failure.contains(text)) {
      mdcs.add(mdc == null ? Map.of() : mdc);
    }
  }

  @Override
  public void close() {
    jul.removeHandler(byJul);
    logback.detachAppender(byLogback);
    logback.setLevel(levelBefore);
  }

  private final class ByJul extends Handler {
    @Override
    public void publish(LogRecord line) {
      see(String.valueOf(line.getThrown()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private final class ByLogback extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent line) {
      see(line.getThrowableProxy() == null ? "" : line.getThrowableProxy().getMessage());
    }
  }
}
