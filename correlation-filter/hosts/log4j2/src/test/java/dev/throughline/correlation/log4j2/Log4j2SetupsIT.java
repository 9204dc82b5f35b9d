package dev.throughline.correlation.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.correlation.lines.ApplicationLines;
import dev.throughline.correlation.lines.ForkedApplication;
import dev.throughline.correlation.lines.LineServer;
import dev.throughline.correlation.lines.LoggingApplication;
import dev.throughline.correlation.lines.Page;
import dev.throughline.correlation.lines.TlsPeers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every block of docs/with/log4j2.md, in an application of its own. */
class Log4j2SetupsIT {
  private static final String TCP = "<Throughline name=\"THROUGHLINE\"/>";
  private static final String LOGGERS = "<Loggers>";

  /** Where a machine stalls, a connection may take two attempts; that is no line of ours. */
  private static final String NO_NEWS =
      "<Logger name=\"" + CollectorAppender.class.getName() + "\" level=\"off\"/>";

  private static final String LOG4J2 = "org.apache.logging.slf4j.SLF4JServiceProvider";
  private static final String LOGBACK = "ch.qos.logback.classic.spi.LogbackServiceProvider";

  @TempDir static Path keys;
  private static Path server;
  private static Path elsewhere;

  @TempDir Path work;

  @BeforeAll
  static void makeKeys() throws Exception {
    TlsPeers peers = new TlsPeers(keys);
    server = peers.keyStore("collector", "localhost");
    elsewhere = peers.keyStore("elsewhere", "elsewhere.example");
  }

  @Test
  void jsonOnStandardOutput() throws Exception {
    ApplicationLines.check(run("STDOUT", "<Console name=\"STDOUT\">", Map.of()));
  }

  @Test
  void jsonInAFile() throws Exception {
    assertThat(run("FILE", "<RollingFile", Map.of())).isEmpty();
    ApplicationLines.check(Files.readAllLines(work.resolve("logs/throughline.json")));
  }

  @Test
  void jsonToTheCollector() throws Exception {
    try (LineServer collector = new LineServer()) {
      assertThat(run("THROUGHLINE", TCP, collector.settings("127.0.0.1"))).isEmpty();
      ApplicationLines.check(collector.lines());
    }
  }

  @Test
  void jsonToTheCollectorOverTls() throws Exception {
    try (LineServer collector = new LineServer(TlsPeers.server(server))) {
      run("THROUGHLINE", "tls=\"true\"", collector.tlsSettings(server));
      ApplicationLines.check(collector.lines());
    }
  }

  @Test
  void overTlsNothingGoesToAServerOfAnotherName() throws Exception {
    try (LineServer collector = new LineServer(TlsPeers.server(elsewhere))) {
      Process sender =
          application("THROUGHLINE", "tls=\"true\"", LOG4J2, collector.tlsSettings(elsewhere))
              .start();
      try {
        collector.refusal();
      } finally {
        sender.destroyForcibly().waitFor();
      }
      collector.close();
      assertThatThrownBy(collector::lines).hasRootCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void aWrongSettingIsSaidAndDoesNotStopTheApplication() throws Exception {
    ForkedApplication application =
        application("THROUGHLINE", TCP, LOG4J2, Map.of("throughline.json", "nowhere"));
    application.run();
    assertThat(application.errors())
        .contains("throughline.json: 'nowhere', expected host:port, for example 127.0.0.1:5170");
  }

  @Test
  void withAsynchronousLoggersToo() throws Exception {
    Map<String, String> asynchronous =
        Map.of(
            "log4j2.contextSelector",
            "org.apache.logging.log4j.core.async.AsyncLoggerContextSelector");
    ApplicationLines.check(run("STDOUT", "<Console name=\"STDOUT\">", asynchronous));
  }

  @Test
  void textForPeopleHasTheIdsAndOneLineAMessage() throws Exception {
    List<String> lines = run("TEXT", "<Console name=\"TEXT\">", Map.of());
    assertThat(lines.get(0)).endsWith("correlation_id= trace_id= user_id=: outside");
    assertThat(lines.get(1))
        .containsPattern("correlation_id=c-1 trace_id=[0-9a-f]{32} user_id=: ")
        .endsWith("inside\\nforged line");
    assertThat(lines.get(2)).endsWith("user_id=alice: ItemAddedToCart");
    assertThat(lines.get(4)).isEqualTo("java.lang.IllegalStateException: out of stock");
  }

  @Test
  void whereSlf4jIsBoundToSomethingElseLog4j2sOwnEventsHaveTheIds() throws Exception {
    ForkedApplication bound = application("STDOUT", "<Console name=\"STDOUT\">", LOGBACK, Map.of());
    ApplicationLines.check(
        new ForkedApplication(Log4j2ApiApplication.class, bound.settings(), work).run());
  }

  private List<String> run(String appender, String saying, Map<String, String> settings)
      throws Exception {
    return application(appender, saying, LOG4J2, settings).run();
  }

  private ForkedApplication application(
      String appender, String saying, String slf4j, Map<String, String> settings) throws Exception {
    Path xml = work.resolve("log4j2.xml");
    Page page = Page.named("log4j2.md");
    Files.writeString(
        xml,
        page.block("xml", "<Configuration>")
            .replace(LOGGERS, LOGGERS + NO_NEWS)
            .replace(TCP, saying.equals(TCP) ? TCP : page.block("xml", saying))
            .replace("ref=\"THROUGHLINE\"", "ref=\"" + appender + '"'));
    Map<String, String> all = new HashMap<>(settings);
    all.put("log4j2.configurationFile", xml.toString());
    all.put("slf4j.provider", slf4j);
    // Tomcat is on this class path, and nothing else would send the last lines.
    all.put("log4j2.shutdownHookEnabled", "true");
    all.put("otel.service.name", "orders");
    return new ForkedApplication(LoggingApplication.class, all, work);
  }
}
