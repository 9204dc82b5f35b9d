package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The agent set up by the configuration file of {@code docs/agent-extension.md}: it asks other
 * classes of ours than with properties.
 */
class DeclaredIT {
  @ParameterizedTest(name = "agent {0}")
  @MethodSource("dev.throughline.agent.AgentVersionsIT#agents")
  void aConfigurationFileSetsUpTheSame(String agent) throws Exception {
    Launch application = Servers.JDK.plain().withAgent(agent).withExtension();
    try (OtlpSink sink = new OtlpSink();
        RunningApp app = declared(application, sink).start()) {
      HttpResponse<String> response =
          app.get("/call?" + sink.url() + "/callee", "baggage", "user.id=alice,tenant=blue");
      String id = response.headers().firstValue("X-Correlation-ID").orElseThrow();
      Telemetry.Span server =
          sink.span("server", s -> s.kind().equals("SERVER") && s.says("correlation.id", id));
      Telemetry.Log log = sink.log("log", l -> l.traceId().equals(server.traceId()));
      assertThat(server.service()).isEqualTo("unchanged");
      assertThat(server.attributes().get("http.response.header.x-correlation-id")).contains(id);
      assertThat(server.attributes()).containsEntry("user.id", "alice");
      assertThat(log.attributes()).containsEntry("correlation.id", id);
      assertThat(app.jsonLine(id)).contains("\"baggage.correlation.id\"", "\"service.name\"");
      assertThat(sink.call("/callee").getFirst("X-Correlation-ID")).isEqualTo(id);
      assertThat(sink.call("/callee").getFirst("baggage"))
          .contains("tenant=blue")
          .doesNotContain("alice");
      app.get("/mdc");
      assertThat(sink.log("line", l -> l.body().startsWith("carol")).attributes())
          .containsEntry("user_id", "carol");
      saysInOneLine(app, "throughline.trust=internal, throughline.baggage.send=false");
    }
  }

  @Test
  void atTheEdgeNobodysWordIsTakenAndTheVisitorsCookieCounts() throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp app =
            declared(Servers.JDK.launch(), sink).with("THROUGHLINE_TRUST", "edge").start()) {
      app.get(
          "/hello",
          "X-Correlation-ID",
          "from-outside",
          "baggage",
          "user.id=alice,session.id=s-1",
          "Cookie",
          "JSESSIONID=0123456789abcdef0123");
      Telemetry.Span server = sink.spanWith("correlation.id.foreign", "from-outside");
      assertThat(server.attributes()).doesNotContainKey("user.id");
      assertThat(server.attributes().get("session.id")).matches("[0-9a-f]{32}");
      saysInOneLine(app, "throughline.session.cookie=[JSESSIONID, SESSION]");
    }
  }

  @Test
  void switchedOnTheUserGoesToTheHouse() throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp app =
            declared(Servers.JDK.launch(), sink).with("THROUGHLINE_BAGGAGE_SEND", "true").start()) {
      app.get("/call?" + sink.url() + "/callee", "baggage", "user.id=alice");
      assertThat(sink.call("/callee").getFirst("baggage")).contains("user.id=alice");
    }
  }

  @Test
  void aListMayBeOneValueAndASettingMayStandOutsideTheFile(@TempDir Path folder) throws Exception {
    String changed =
        Files.readString(file())
            .replaceAll("(trust|send_user_baggage): .*", "")
            .replace("user_baggage_hosts: []", "user_baggage_hosts: '*'")
            .replace("session_cookie: [JSESSIONID, SESSION]", "session_cookie: none");
    Path file = Files.writeString(folder.resolve("changed.yaml"), changed);
    try (OtlpSink sink = new OtlpSink();
        RunningApp app =
            declared(Servers.JDK.launch(), sink)
                .with("OTEL_CONFIG_FILE", file.toString())
                .with("THROUGHLINE_BAGGAGE_SEND", "true")
                .flag("-Dthroughline.trust=always")
                .start()) {
      saysInOneLine(
          app,
          "throughline.trust=always, throughline.baggage.send=true, throughline.baggage.hosts=[*],"
              + " throughline.session.cookie=[]");
    }
  }

  @Test
  void aFileThatDoesNotNameUsIsSaidSoAndAnEdgeIsOne(@TempDir Path folder) throws Exception {
    String others =
        Files.readString(file())
            .replace("throughline_baggage:", "baggage:")
            .replaceAll(" +- throughline:\n +trust:(.*\n){4}", "")
            .replaceAll(" +- throughline:\n", "");
    Path file = Files.writeString(folder.resolve("others.yaml"), others);
    try (OtlpSink sink = new OtlpSink();
        RunningApp app =
            declared(Servers.JDK.launch(), sink)
                .with("OTEL_CONFIG_FILE", file.toString())
                .with("THROUGHLINE_TRUST", "edge")
                .start()) {
      String strangers = "4bf92f3577b34da6a3ce929d0e0e4736";
      app.get(
          "/call?" + sink.url() + "/callee",
          "traceparent",
          "00-" + strangers + "-00f067aa0ba902b7-01",
          "baggage",
          "user.id=alice");
      Telemetry.Span server = sink.span("server", s -> s.kind().equals("SERVER"));
      assertThat(server.traceId()).isNotEqualTo(strangers);
      assertThat(sink.call("/callee")).doesNotContainKey("Baggage");
      saysInOneLine(app, "does not name 'throughline'");
      saysInOneLine(app, "throughline.trust=edge");
    }
  }

  static Launch declared(Launch app, OtlpSink sink) {
    return app.to(sink).with("OTEL_CONFIG_FILE", file().toString());
  }

  private static Path file() {
    return Path.of(System.getProperty("apps.dir"), "..", "docs", "agent-extension.yaml");
  }

  private static void saysInOneLine(RunningApp app, String settings) {
    assertThat(app.output().lines().filter(line -> line.contains("throughline")))
        .singleElement()
        .asString()
        .contains(settings);
  }
}
