package dev.throughline.correlation.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.UserEvents;
import dev.throughline.correlation.lines.ClosedPort;
import dev.throughline.correlation.lines.Page;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.LogDelivery;
import dev.throughline.correlation.request.ServedRequest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The include file as an application uses it, read by a plain socket. */
class CollectorAppenderTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> OURS =
      Set.of("shop", "dev.throughline.events", DropReports.class.getName());

  private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger log = LoggerFactory.getLogger("shop");
  private final ClosedPort nobody = new ClosedPort();
  private ServerSocket collector;

  @BeforeEach
  void start() throws IOException {
    collector = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    collector.setSoTimeout(60_000);
  }

  @AfterEach
  void stop() throws Exception {
    logback.reset();
    AppenderThreads.awaitEnd();
    new ch.qos.logback.classic.util.ContextInitializer(logback).autoConfig();
    collector.close();
    nobody.close();
  }

  @Test
  void aCollectorThatIsAwayIsNoWarningOfLogback() throws Exception {
    nobody.replace(collector);
    configure("127.0.0.1:" + nobody.number());
    await()
        .until(() -> said().stream().anyMatch(s -> s.getThrowable() instanceof ConnectException));
    assertThat(said()).allMatch(status -> status.getEffectiveLevel() == Status.INFO);
  }

  /** By the appender of this very test: one of an earlier test may have been late. */
  private List<Status> said() {
    Object appender = logback.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("THROUGHLINE");
    return logback.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getOrigin() == appender)
        .toList();
  }

  @Test
  void linesCarryIdsOrderAndWriter() throws Exception {
    configure("127.0.0.1:" + collector.getLocalPort());
    log.info("outside");
    try (ServedRequest request =
            Correlation.serve(
                "GET",
                "/",
                Map.of("X-Correlation-ID", List.of("c-1"))::get,
                new InetSocketAddress("127.0.0.1", 1));
        CorrelationScope scope = request.activate()) {
      Correlation.user("alice");
      log.info("inside\nforged line");
    }
    log.info("after");
    try (Socket connection = collector.accept();
        BufferedReader lines = reader(connection)) {
      JsonNode outside = next(lines);
      JsonNode inside = next(lines);
      JsonNode after = next(lines);
      assertThat(outside.has("correlation_id")).isFalse();
      assertThat(inside.path("correlation_id").asString()).isEqualTo("c-1");
      assertThat(inside.path("user_id").asString()).isEqualTo("alice");
      assertThat(inside.path("trace_id").asString()).matches("[0-9a-f]{32}");
      assertThat(inside.path("message").asString()).isEqualTo("inside\nforged line");
      assertThat(inside.path("service.name").asString()).isNotEmpty();
      assertThat(inside.path("host.name").asString()).isNotEmpty();
      assertThat(inside.path("sequence").asLong()).isGreaterThan(outside.path("sequence").asLong());
      assertThat(after.path("sequence").asLong()).isGreaterThan(inside.path("sequence").asLong());
      assertThat(after.has("correlation_id")).isFalse();
      assertThat(after.has("user_id")).isFalse();
    }
  }

  @Test
  void aUserEventIsOneLine() throws Exception {
    configure("127.0.0.1:" + collector.getLocalPort());
    UserEvents.emit("ItemAddedToCart", Map.of("sku", "4711", "count", 2, "level", "fake"));
    log.info("next");
    try (Socket connection = collector.accept();
        BufferedReader lines = reader(connection)) {
      JsonNode event = next(lines);
      assertThat(event.path("event_name").asString()).isEqualTo("ItemAddedToCart");
      assertThat(event.path("log.record.uid").asString()).matches("[0-9a-f]{32}");
      assertThat(event.path("sku").asString()).isEqualTo("4711");
      assertThat(event.path("count").asInt()).isEqualTo(2);
      assertThat(event.path("level").asString()).isEqualTo("INFO");
      assertThat(event.path("event.level").asString()).isEqualTo("fake");
      assertThat(next(lines).path("message").asString()).isEqualTo("next");
    }
  }

  @Test
  void withoutACollectorNothingBlocksAndWhatIsLostIsCounted() throws Exception {
    nobody.replace(collector);
    long before = Correlation.droppedLines();
    configure("127.0.0.1:" + nobody.number());
    int lines = 20_000;
    for (int i = 0; i < lines; i++) {
      log.info("line {}", i);
    }
    // What fits the buffer of 8,192 waits for a collector, one line more may be on its way.
    assertThat(Correlation.droppedLines() - before).isBetween(lines - 8_194L, (long) lines);
    assertThat(LogDelivery.isSetUp()).isTrue();
  }

  @Test
  void noMoreThan16MebibytesWait() throws Exception {
    String payload = "x".repeat(100 << 10);
    nobody.replace(collector);
    long before = Correlation.droppedLines();
    configure("127.0.0.1:" + nobody.number());
    for (int i = 0; i < 300; i++) {
      log.info("got {}", payload);
    }
    // Each waits as what was handed over and as what is said of it.
    assertThat(300 - (Correlation.droppedLines() - before)).isBetween(60L, 82L);
  }

  @Test
  void whatWasSentMakesRoom() throws Exception {
    configure("127.0.0.1:" + collector.getLocalPort());
    String payload = "x".repeat(100 << 10);
    try (Socket connection = collector.accept();
        BufferedReader lines = reader(connection)) {
      long before = Correlation.droppedLines();
      for (int i = 0; i < 300; i++) {
        log.info("{} got {}", i, payload);
        assertThat(next(lines).path("message").asString()).startsWith(i + " got x");
      }
      assertThat(Correlation.droppedLines()).isEqualTo(before);
    }
  }

  @Test
  void aLineThatCannotBeWrittenIsDroppedAndCounted() throws Exception {
    configure("127.0.0.1:" + collector.getLocalPort());
    long before = Correlation.droppedLines();
    log.atInfo().addKeyValue("stock", new Unwritable()).log("lost");
    log.info("next");
    try (Socket connection = collector.accept();
        BufferedReader lines = reader(connection)) {
      assertThat(next(lines).path("message").asString()).isEqualTo("next");
    }
    assertThat(Correlation.droppedLines() - before).isEqualTo(1);
  }

  /** Fails when it is written as JSON. */
  private static final class Unwritable {
    @SuppressWarnings("unused") // by the encoder
    public String getCount() {
      throw new IllegalStateException("not counted yet");
    }
  }

  @Test
  void springBootsBlockKeepsItsConsoleAndSendsTheLines() throws Exception {
    configure(
        "127.0.0.1:" + collector.getLocalPort(),
        Page.named("spring-boot.md").block("xml", "<configuration>"));
    log.info("to both");
    try (Socket connection = collector.accept();
        BufferedReader lines = reader(connection)) {
      assertThat(next(lines).path("message").asString()).isEqualTo("to both");
    }
    assertThat(logback.getLogger("ROOT").getAppender("CONSOLE")).isNotNull();
    assertThat(logback.getStatusManager().getCopyOfStatusList())
        .filteredOn(status -> !(status.getOrigin() instanceof CollectorAppender))
        .allMatch(status -> status.getEffectiveLevel() == Status.INFO);
    assertThat(said()).allMatch(status -> status.getEffectiveLevel() == Status.INFO);
  }

  @Test
  void onceLinesGetThroughAgainOneSaysHowManyDidNot() throws Exception {
    configure("127.0.0.1:" + collector.getLocalPort());
    try (Socket connection = collector.accept();
        BufferedReader lines = reader(connection)) {
      long before = Correlation.droppedLines();
      String much = "x".repeat(1000);
      for (int i = 0; i < 100_000 && Correlation.droppedLines() == before; i++) {
        log.info(much);
      }
      JsonNode line = next(lines);
      for (int i = 0; i < 1_000_000 && !line.has("throughline.report"); i++) {
        log.info("more");
        line = next(lines);
      }
      assertThat(line.path("throughline.report").asString()).isEqualTo("dropped");
      assertThat(line.path("throughline.dropped.records").asLong()).isPositive();
    }
  }

  @Test
  void itEndsInFrontOfACollectorThatTakesNothing() throws Exception {
    configure("127.0.0.1:" + collector.getLocalPort());
    String much = "x".repeat(100_000);
    try (Socket deaf = collector.accept()) {
      long before = Correlation.droppedLines();
      for (int i = 0; i < 100_000 && Correlation.droppedLines() == before; i++) {
        log.info(much);
      }
      logback.reset();
      AppenderThreads.awaitEnd();
      assertThat(deaf.isClosed()).isFalse();
    }
  }

  private void configure(String address) throws JoranException {
    configure(
        address,
        """
        <configuration>
          <include resource="throughline/collector-appender.xml"/>
          <root level="INFO"><appender-ref ref="THROUGHLINE"/></root>
        </configuration>
        """);
  }

  private void configure(String address, String xml) throws JoranException {
    logback.reset();
    logback.getStatusManager().clear();
    logback.putProperty("throughline.json", address);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(logback);
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static BufferedReader reader(Socket connection) throws IOException {
    connection.setSoTimeout(60_000);
    return new BufferedReader(
        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The next line of ours: the whole process logs here, and some of it at any time. */
  private static JsonNode next(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode json = JSON.readTree(line.isBlank() ? "{}" : line);
      if (OURS.contains(json.path("logger_name").asString(""))) {
        return json;
      }
    }
    throw new EOFException("the appender has hung up");
  }
}
