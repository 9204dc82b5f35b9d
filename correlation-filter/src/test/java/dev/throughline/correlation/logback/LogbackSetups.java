package dev.throughline.correlation.logback;

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

/** Every include file, as docs/with/logback.md has it, in an application of its own. */
public abstract class LogbackSetups {
  /** Where a machine stalls, a connection may take two attempts; that is no line of ours. */
  private static final String NO_NEWS =
      "<logger name=\"" + DeliveryListener.class.getName() + "\" level=\"OFF\"/>";

  @TempDir static Path keys;
  private static Path server;
  private static Path elsewhere;
  private static Path client;
  private static Path authority;

  @TempDir Path work;

  @BeforeAll
  static void makeKeys() throws Exception {
    TlsPeers peers = new TlsPeers(keys);
    server = peers.keyStore("collector", "localhost");
    elsewhere = peers.keyStore("elsewhere", "elsewhere.example");
    client = peers.keyStore("orders", "orders");
    authority = peers.certificate(server);
  }

  @Test
  void jsonOnStandardOutput() throws Exception {
    ApplicationLines.check(run("stdout", Map.of()));
  }

  @Test
  void jsonInAFile() throws Exception {
    Path file = work.resolve("shop/lines.json");
    List<String> out = run("file", Map.of("throughline.log.file", file.toString()));
    assertThat(out).isEmpty();
    ApplicationLines.check(Files.readAllLines(file));
  }

  @Test
  void jsonToTheCollector() throws Exception {
    try (LineServer collector = new LineServer()) {
      assertThat(run("collector", collector.settings("127.0.0.1"))).isEmpty();
      ApplicationLines.check(collector.lines());
    }
  }

  @Test
  void jsonToTheCollectorOverTls() throws Exception {
    try (LineServer collector = new LineServer(TlsPeers.server(server))) {
      run("collector-tls", collector.tlsSettings(authority));
      ApplicationLines.check(collector.lines());
    }
  }

  @Test
  void overTlsTheCollectorMayAskWhoSends() throws Exception {
    try (LineServer collector = new LineServer(TlsPeers.server(server, client))) {
      Map<String, String> settings = collector.tlsSettings(server);
      settings.put("throughline.tls.keystore", client.toString());
      settings.put("throughline.tls.keystore.password", TlsPeers.PASSWORD);
      run("collector-tls", settings);
      ApplicationLines.check(collector.lines());
    }
  }

  @Test
  void overTlsNothingGoesToAServerOfAnotherName() throws Exception {
    try (LineServer collector = new LineServer(TlsPeers.server(elsewhere))) {
      Process sender = application("collector-tls", collector.tlsSettings(elsewhere)).start();
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
  void aTrustStoreThatIsNotThereIsSaidAndDoesNotStopTheApplication() throws Exception {
    Map<String, String> nowhere = Map.of("throughline.tls.truststore", "/nowhere/trust.p12");
    assertThat(String.join("\n", run("collector-tls", nowhere)))
        .contains("throughline.tls.truststore: '/nowhere/trust.p12' is no key store");
  }

  @Test
  void textForPeopleHasTheIdsAndOneLineAMessage() throws Exception {
    List<String> lines = run("text", Map.of());
    String none = "correlation_id=- trace_id=- span_id=- session_id=- user_id=-: ";
    assertThat(lines).filteredOn(line -> line.contains(none)).hasSize(2);
    assertThat(lines.get(0)).matches("\\d{4}-.*[-+Z].* INFO +\\[main] shop " + none + "outside");
    assertThat(lines.get(1))
        .containsPattern("correlation_id=c-1 trace_id=[0-9a-f]{32} span_id=[0-9a-f]{16} ")
        .endsWith("user_id=-: inside\\nforged line");
    assertThat(lines.get(2)).endsWith("user_id=alice: ItemAddedToCart");
    assertThat(lines.get(3)).endsWith("user_id=alice: no stock");
    assertThat(lines.get(4)).isEqualTo("java.lang.IllegalStateException: out of stock");
  }

  private List<String> run(String name, Map<String, String> settings) throws Exception {
    return application(name, settings).run();
  }

  private ForkedApplication application(String name, Map<String, String> settings)
      throws Exception {
    Path xml = work.resolve("logback.xml");
    Page page = Page.named("logback.md");
    String include = "throughline/" + name + "-appender.xml";
    Files.writeString(
        xml,
        page.block("xml", "<configuration>")
            .replace("throughline/collector-appender.xml", include)
            .replace("</configuration>", NO_NEWS + "</configuration>")
            .replace("\"THROUGHLINE\"", '"' + page.besides(include) + '"'));
    Map<String, String> all = new HashMap<>(settings);
    all.put("logback.configurationFile", xml.toString());
    all.put("otel.service.name", "orders");
    return new ForkedApplication(LoggingApplication.class, all, work);
  }
}
