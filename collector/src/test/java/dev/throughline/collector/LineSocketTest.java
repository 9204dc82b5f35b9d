package dev.throughline.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import net.logstash.logback.appender.LogstashTcpSocketAppender;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LineSocketTest {
  private RunningCollector collector;

  @BeforeAll
  void start(@TempDir Path data) {
    collector = RunningCollector.start(data);
  }

  @AfterAll
  void stop() {
    collector.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", collector.linePort);
    socket.setSoTimeout(60_000);
    return socket;
  }

  private void send(String text) throws IOException {
    try (Socket socket = connect();
        OutputStream out = socket.getOutputStream()) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private double dropped(String reason) {
    return collector.metric("throughline_intake_lines_dropped_total{reason=\"" + reason + "\"}");
  }

  @Test
  void takesLinesFromTheRealLogbackAppender() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    LogstashTcpSocketAppender appender = new LogstashTcpSocketAppender();
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.addDestinations(new InetSocketAddress("127.0.0.1", collector.linePort));
    appender.start();
    Logger logger = context.getLogger("shop.Checkout");
    logger.setAdditive(false);
    logger.addAppender(appender);
    try (MDC.MDCCloseable user = MDC.putCloseable("user_id", "logback")) {
      assertThat(user).isNotNull();
      for (int i = 0; i < 1000; i++) {
        logger.warn("low on stock {}", i);
      }
    }
    assertThat(collector.awaitRecords(1000, "{\"user\":{\"user.id\":\"logback\"}}"))
        .hasSize(1000)
        .allSatisfy(line -> assertThat(line).contains("\"o\":\"tcp/lines\""));
    logger.detachAppender(appender);
    appender.stop();
  }

  @Test
  void blankLinesCarriageReturnsAndAMissingLastNewlineAreFine() throws IOException {
    send(
        "\n\r\n{\"message\":\"one\",\"user_id\":\"blank\"}\r\n\n{\"message\":\"two\",\"user_id\":\"blank\"}");
    assertThat(collector.awaitRecords(2, "{\"user\":{\"user.id\":\"blank\"}}")).hasSize(2);
  }

  @Test
  void whatIsNoLineOrTooLongIsCountedAndTheRestTaken() throws IOException {
    double tooLong = dropped("too_long");
    double unreadable = dropped("unreadable");
    double cutShort = dropped("cut_short");
    send(
        "\u0000\u0001binary\n"
            + "{\"message\":\""
            + "x".repeat(2 * 1024 * 1024)
            + "\"}\n"
            + "{\"message\":\"one\"}{\"message\":\"two\"}\n"
            + "{\"message\":\"whole\",\"user_id\":\"hostile\"}\n"
            + "{\"message\":\"ha");
    assertThat(collector.awaitRecords(1, "{\"user\":{\"user.id\":\"hostile\"}}")).hasSize(1);
    Await.until(() -> dropped("cut_short") == cutShort + 1);
    assertThat(dropped("too_long")).isEqualTo(tooLong + 1);
    assertThat(dropped("unreadable")).isEqualTo(unreadable + 2);
  }

  @Test
  void aWebPageCannotPostLinesHere() throws IOException {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              ("POST / HTTP/1.1\r\nHost: x\r\n\r\n"
                      + "{\"message\":\"forged\",\"user_id\":\"forged\"}\n")
                  .getBytes(UTF_8));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    } catch (IOException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
    send("{\"message\":\"after\",\"user_id\":\"after\"}\n");
    collector.awaitRecords(1, "{\"user\":{\"user.id\":\"after\"}}");
    assertThat(collector.awaitRecords(0, "{\"user\":{\"user.id\":\"forged\"}}")).isEmpty();
  }
}
