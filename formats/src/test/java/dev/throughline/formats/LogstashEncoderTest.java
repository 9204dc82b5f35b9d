package dev.throughline.formats;

import static dev.throughline.formats.Bytes.INTAKE;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Severity;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.BasicMDCAdapter;

/** Lines that the real encoder wrote a moment ago. */
final class LogstashEncoderTest {
  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Logger logger = context.getLogger("shop.Checkout");

  @BeforeEach
  void start() {
    context.setMDCAdapter(new BasicMDCAdapter());
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.setCustomFields("{\"service.name\":\"orders\",\"host.name\":\"h1\"}");
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.TRACE);
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void mdcBecomesIds() {
    Map.of(
            "trace_id", "4bf92f3577b34da6a3ce929d0e0e4736",
            "span_id", "00f067aa0ba902b7",
            "trace_flags", "01",
            "correlation_id", "c1",
            "user_id", "alice",
            "actor_id", "admin",
            "session_id", "s1",
            "sequence", "17")
        .forEach(context.getMDCAdapter()::put);
    Instant before = Instant.now().minus(Duration.ofMillis(1));
    logger.info("cart of {}", "alice");
    LogRecord log = only();
    assertThat(log.body()).isEqualTo("cart of alice");
    assertThat(log.time()).isBetween(before, Instant.now().plusMillis(1));
    assertThat(log.severityNumber()).isEqualTo(Severity.INFO);
    assertThat(log.severityText()).isEqualTo("INFO");
    assertThat(String.valueOf(log.ids().traceId())).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(String.valueOf(log.ids().spanId())).isEqualTo("00f067aa0ba902b7");
    assertThat(log.ids().traceFlags()).isEqualTo(1);
    assertThat(log.ids().correlationId()).isEqualTo("c1");
    assertThat(log.ids().users()).extracting(Object::toString).containsExactly("user.id=alice");
    assertThat(log.ids().actorId()).isEqualTo("admin");
    assertThat(log.ids().sessionId()).isEqualTo("s1");
    assertThat(log.sequence()).isEqualTo(17);
    assertThat(log.resource().serviceName()).isEqualTo("orders");
    assertThat(log.resource().hostName()).isEqualTo("h1");
    assertThat(log.attributes().asMap())
        .isEqualTo(
            Map.of("log.logger", "shop.Checkout", "thread.name", Thread.currentThread().getName()));
  }

  @Test
  void argumentsAndMarkersBecomeAttributes() {
    logger.warn(
        Markers.append("tenant", "blue").and(Markers.append("tries", 3)),
        "order {}",
        kv("order_id", 4711));
    LogRecord log = only();
    assertThat(log.body()).isEqualTo("order order_id=4711");
    assertThat(log.attributes().asMap())
        .containsEntry("order_id", 4711L)
        .containsEntry("tenant", "blue")
        .containsEntry("tries", 3L);
  }

  @Test
  void keyValuePairsMakeAUserEvent() {
    logger
        .atInfo()
        .addKeyValue("event_name", "ItemAddedToCart")
        .addKeyValue("log.record.uid", "0198-uid")
        .addKeyValue("item", "book")
        .log("ItemAddedToCart");
    LogRecord log = only();
    assertThat(log.isEvent()).isTrue();
    assertThat(log.eventName()).isEqualTo("ItemAddedToCart");
    assertThat(log.recordId().value()).isEqualTo("0198-uid");
    assertThat(log.attributes().asMap()).containsEntry("item", "book");
  }

  @Test
  void exceptionsKeepTheirTrace() {
    logger.error("payment failed", new IllegalStateException("card \"expired\"\n"));
    LogRecord log = only();
    assertThat(log.isError()).isTrue();
    assertThat(log.attributes().text("exception.stacktrace").orElseThrow())
        .contains("IllegalStateException: card \"expired\"\n")
        .contains("LogstashEncoderTest");
  }

  @Test
  void equalLinesStayTwo() {
    logger.info("tick");
    byte[] line = written.toByteArray();
    written.writeBytes(line);
    List<LogRecord> logs = logs();
    assertThat(logs).hasSize(2);
    assertThat(logs.get(0).recordId()).isNotEqualTo(logs.get(1).recordId());
  }

  private LogRecord only() {
    List<LogRecord> logs = logs();
    assertThat(logs).hasSize(1);
    return logs.get(0);
  }

  private List<LogRecord> logs() {
    return Bytes.signals(new JsonLineDecoder().lines(written.toByteArray(), INTAKE)).stream()
        .map(LogRecord.class::cast)
        .toList();
  }
}
