package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same on servers that work quite differently inside, each once with all it can do. */
class ServersIT {
  private OtlpSink sink;

  @BeforeEach
  void openSink() throws IOException {
    sink = new OtlpSink();
  }

  @AfterEach
  void closeSink() {
    sink.close();
  }

  @Test
  void netty() throws Exception {
    try (RunningApp app = Servers.NETTY.launch().to(sink).start()) {
      OneId.isSeenEverywhere(app, "/hello", sink);
      // Netty's response reaches the agent last: a header of the application's own stays alone.
      assertThat(OneId.of(app.get("/own"))).containsExactly("the-apps-own");
      hostileHeadersGetANewId(app, "/hello");
    }
  }

  @Test
  void tomcatWarWithLog4j() throws Exception {
    try (RunningApp app = Servers.TOMCAT_WAR.launch().to(sink).start()) {
      OneId.isSeenEverywhere(app, "/shop/hello", sink);
      assertThat(OneId.of(app.get("/shop/missing"))).hasSize(1);
      assertThat(OneId.of(app.get("/shop/own"))).containsExactly("the-apps-own");
      // A known limit: the agent asks for our header before the application adds a line.
      assertThat(OneId.of(app.get("/shop/passed-on"))).hasSize(2).contains("the-apps-own");
      hostileHeadersGetANewId(app, "/shop/hello");
      asynchronousWorkKeepsTheId(app);
      thePrincipalBecomesTheUser(app);
    }
  }

  @Test
  void springBoot4() throws Exception {
    try (RunningApp app = Servers.SPRING_BOOT_4.launch().to(sink).start()) {
      springBoot(app);
    }
  }

  @Test
  void springBoot3() throws Exception {
    try (RunningApp app = Servers.SPRING_BOOT_3.launch().to(sink).start()) {
      springBoot(app);
    }
  }

  @Test
  void springWebFlux() throws Exception {
    try (RunningApp app = Servers.SPRING_WEBFLUX.launch().to(sink).start()) {
      springBoot(app);
      aSessionIsOneFromItsFirstRequestOn(app);
    }
  }

  private void springBoot(RunningApp app) throws Exception {
    OneId.isSeenEverywhere(app, "/hello", sink);
    HttpResponse<String> failed = app.get("/fail", "X-Correlation-ID", "failed-1");
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(OneId.of(failed)).containsExactly("failed-1");
    app.get("/call?to=" + sink.url() + "/callee/boot", "X-Correlation-ID", "called-1");
    assertThat(sink.call("/callee/boot").get("X-Correlation-ID")).isEqualTo(List.of("called-1"));
  }

  private void asynchronousWorkKeepsTheId(RunningApp app) throws Exception {
    HttpResponse<String> response = app.get("/shop/async", "X-Correlation-ID", "async-1");

    assertThat(OneId.of(response)).containsExactly("async-1");
    sink.log(
        "the other thread's log",
        l -> l.body().equals("hello from another thread") && l.says("correlation.id", "async-1"));
  }

  private void aSessionIsOneFromItsFirstRequestOn(RunningApp app) throws Exception {
    String cookie =
        app.get("/cart", "X-Correlation-ID", "cart-1")
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow()
            .replaceFirst(";.*", "");
    app.get("/cart", "X-Correlation-ID", "cart-2", "Cookie", cookie);

    String session = sink.spanWith("correlation.id", "cart-1").attributes().get("session.id");
    assertThat(session).matches("[0-9a-f]{32}");
    assertThat(sink.spanWith("correlation.id", "cart-2").attributes())
        .containsEntry("session.id", session);
  }

  private void thePrincipalBecomesTheUser(RunningApp app) throws Exception {
    String login =
        Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> response = app.get("/private/x", "Authorization", "Basic " + login);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(sink.spanWith("user.id", "alice").kind()).isEqualTo("SERVER");
    assertThat(app.get("/private/x").statusCode()).isEqualTo(401);
  }

  private static void hostileHeadersGetANewId(RunningApp app, String path) {
    assertThat(HostileHeaders.requests())
        .allSatisfy(
            lines -> {
              List<String> answer = RawHttp.get(app.port(), path, lines.toArray(String[]::new));
              assertThat(RawHttp.values(answer, "Set-Cookie")).isEmpty();
              List<String> ids = RawHttp.values(answer, "X-Correlation-ID");
              // A server may refuse such a request before the agent sees it.
              boolean refused = answer.isEmpty() || answer.get(0).contains(" 400");
              assertThat(ids).hasSizeBetween(refused ? 0 : 1, 1);
              assertThat(ids).allMatch(id -> id.matches("[0-9a-f]{32}"));
            });
  }
}
