package dev.throughline.hosts;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The log lines of the application, with what the MDC had when each was written. */
public final class Lines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Map<String, Map<String, String>> byMessage = new ConcurrentHashMap<>();
  private final Logger logger;

  private Lines(Logger logger) {
    this.logger = logger;
  }

  public static Lines of(Class<?> application) {
    Logger logger = (Logger) LoggerFactory.getLogger(application);
    Lines lines = new Lines(logger);
    logger.setLevel(ch.qos.logback.classic.Level.INFO);
    lines.setContext(logger.getLoggerContext());
    lines.start();
    logger.addAppender(lines);
    return lines;
  }

  @Override
  protected void append(ILoggingEvent event) {
    byMessage.put(event.getFormattedMessage(), Map.copyOf(event.getMDCPropertyMap()));
  }

  /** Waits for the line. */
  public Map<String, String> ids(String message) {
    await().atMost(1, TimeUnit.MINUTES).until(() -> byMessage.containsKey(message));
    return byMessage.getOrDefault(message, Map.of());
  }

  public @Nullable String id(String message, String key) {
    return ids(message).get(key);
  }

  /** What was written until now is not what the next one waits for. */
  public void forget() {
    byMessage.clear();
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
