package dev.throughline.correlation.hostile;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.logstash.logback.encoder.LogstashEncoder;

/** What the application's one logger writes: as JSON, and by a pattern with the whole MDC in it. */
final class CapturedLines implements AutoCloseable {
  private final Logger logger = (Logger) HostileServer.APPLICATION;
  private final ByteArrayOutputStream json = new ByteArrayOutputStream();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  CapturedLines() {
    LoggerContext context = logger.getLoggerContext();
    PatternLayoutEncoder pattern = new PatternLayoutEncoder();
    pattern.setPattern("%level %msg %mdc%n");
    add(context, new LogstashEncoder(), json);
    add(context, pattern, text);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
  }

  private void add(
      LoggerContext context, Encoder<ILoggingEvent> encoder, ByteArrayOutputStream to) {
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(to);
    appender.start();
    logger.addAppender(appender);
  }

  List<String> json() {
    return json.toString(StandardCharsets.UTF_8).lines().toList();
  }

  String text() {
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    logger.detachAndStopAllAppenders();
    logger.setAdditive(true);
    logger.setLevel(null);
  }
}
