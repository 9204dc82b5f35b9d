package dev.throughline.correlation.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.ContextInitializer;
import dev.throughline.correlation.request.LogDelivery;
import dev.throughline.correlation.servlet.Container;
import dev.throughline.correlation.servlet.TomcatShop;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server under load whose collector is away, slow, stuck or gone for good: every request is
 * answered, every line is accounted for, and memory does not grow.
 */
class CollectorFaultsIT {
  private static final Logger SHOP = LoggerFactory.getLogger("shop");
  private static final int LINES_A_REQUEST = 20;
  private static final int BUFFER = 8_192;

  /** More than this is no noise of the collector of garbage. */
  private static final long FLAT_MIB = 24;

  private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final FaultyCollector collector = FaultyCollector.start();
  private long sent;
  private long dropped;

  @TempDir Path work;
  private Container tomcat;
  private Load load;

  CollectorFaultsIT() throws IOException {}

  @BeforeEach
  void start() throws Exception {
    tomcat = new TomcatShop(work);
    load = new Load(tomcat.start(new Talkative(), () -> {}));
    configure(collector.port());
    sent = LogDelivery.sent();
    dropped = LogDelivery.dropped();
  }

  @AfterEach
  void stop() throws Exception {
    collector.close();
    tomcat.stop();
    logback.reset();
    AppenderThreads.awaitEnd();
    new ContextInitializer(logback).autoConfig();
  }

  @Test
  void collectorAway() throws Exception {
    int port = collector.port();
    collector.goAway();
    // Anew: the appender of the set-up may be connected, and what it writes then counts as sent.
    configure(port);
    long written = visits(2_000) + visits(2_000);
    // One line is in the sender's hand, beside those in the buffer; one says that nobody is there.
    assertThat(written - (LogDelivery.dropped() - dropped)).isBetween(BUFFER - 1L, BUFFER + 1L);
    assertThat(LogDelivery.sent()).isEqualTo(sent);
  }

  @Test
  void collectorSlow() throws Exception {
    collector.readSlowly();
    long written = visits(2_000) + visits(2_000);
    collector.readAll();
    accountedFor(written);
    // A report goes out with a line that gets through, a second after the last one.
    await()
        .until(
            () -> {
              SHOP.info("quiet");
              return collector.reported() == LogDelivery.dropped() - dropped;
            });
    assertThat(collector.reported()).isPositive();
    await().until(() -> collector.lines() + collector.reported() >= written);
    assertThat(collector.lines() + collector.reported()).isEqualTo(written);
  }

  @Test
  void collectorStuck() throws Exception {
    collector.neverRead();
    long written = visits(2_000) + visits(2_000);
    long buffered = written - (LogDelivery.dropped() - dropped) - (LogDelivery.sent() - sent);
    assertThat(LogDelivery.dropped() - dropped).isPositive();
    assertThat(buffered).isBetween(0L, BUFFER + 1L);
  }

  @Test
  void collectorGoneForGood() throws Exception {
    collector.readAll();
    long written = visits(800);
    accountedFor(written);
    collector.goAway();
    written += visits(2_000) + visits(2_000);
    long unsent = written - (LogDelivery.sent() - sent);
    // A last buffer of the connection's may have been handed over before its end was noticed.
    assertThat(unsent - (LogDelivery.dropped() - dropped)).isBetween(BUFFER - 100L, BUFFER + 1L);
  }

  /** As many lines as were written then; memory is no more afterwards than it was in the middle. */
  private long visits(int requests) throws Exception {
    load.visits(requests / 2);
    long before = load.heapMiB();
    load.visits(requests / 2);
    await().untilAsserted(() -> assertThat(load.heapMiB() - before).isLessThan(FLAT_MIB));
    return (long) requests * LINES_A_REQUEST;
  }

  private void accountedFor(long written) {
    await()
        .until(
            () -> LogDelivery.sent() - sent + LogDelivery.dropped() - dropped,
            all -> all >= written);
    assertThat(LogDelivery.sent() - sent + LogDelivery.dropped() - dropped).isEqualTo(written);
  }

  /** Only the shop's lines go to the collector: these are the ones that are counted here. */
  private void configure(int port) throws Exception {
    logback.reset();
    String xml =
        """
        <configuration>
          <define name="throughlineProcess"
              class="dev.throughline.correlation.logback.ProcessFields"/>
          <appender name="THROUGHLINE"
              class="dev.throughline.correlation.logback.CollectorAppender">
            <destination>127.0.0.1:%d</destination>
            <writeTimeout>10 minutes</writeTimeout>
            <encoder class="dev.throughline.correlation.logback.JsonLines"/>
          </appender>
          <logger name="shop" level="INFO"><appender-ref ref="THROUGHLINE"/></logger>
          <logger name="dev.throughline.correlation.logback.DropReports" level="INFO">
            <appender-ref ref="THROUGHLINE"/>
          </logger>
        </configuration>
        """
            .formatted(port);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(logback);
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private final class Talkative extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      for (int i = 0; i < LINES_A_REQUEST; i++) {
        SHOP.info("step {} of {}", i, request.getRequestURI());
      }
      collector.readOne();
      response.getWriter().print("done");
    }
  }
}
