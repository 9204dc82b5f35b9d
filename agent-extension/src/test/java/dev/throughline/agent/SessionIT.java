package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A visitor's session in a war that knows nothing of us, told from its container's cookie. */
class SessionIT {
  private static OtlpSink sink;
  private static RunningApp app;

  @BeforeAll
  static void start() throws IOException {
    sink = new OtlpSink();
    app = Servers.TOMCAT_WAR.launch().to(sink).start();
  }

  @AfterAll
  static void stop() {
    app.close();
    sink.close();
  }

  @Test
  void aVisitIsOneSessionOverItsLogin() throws Exception {
    String anonymous = cookie(app.get("/shop/cart", "X-Correlation-ID", "first"));
    String session = attributes("first").get("session.id");
    assertThat(session).matches("[0-9a-f]{32}");

    app.get("/shop/cart", "X-Correlation-ID", "second", "Cookie", "a=b; " + anonymous);
    assertThat(attributes("second"))
        .containsEntry("session.id", session)
        .doesNotContainKey("session.previous_id");
    assertThat(sink.log("log", l -> l.says("correlation.id", "second")).attributes())
        .containsEntry("session.id", session);
    assertThat(app.jsonLine("second")).contains("\"baggage.session.id\":\"" + session + "\"");

    String known =
        cookie(app.post("/shop/login", "X-Correlation-ID", "third", "Cookie", anonymous));
    assertThat(known).isNotEqualTo(anonymous);
    String after = attributes("third").get("session.id");
    assertThat(attributes("third")).containsEntry("session.previous_id", session);

    app.get("/shop/cart", "X-Correlation-ID", "fourth", "Cookie", known);
    assertThat(attributes("fourth")).containsEntry("session.id", after);
    assertThat(after).isNotEqualTo(session);
  }

  @Test
  void aCookieThatHasRunOutDoesNotTieTheNextVisitorToTheLast() throws Exception {
    String stale = "JSESSIONID=" + "0".repeat(32);
    cookie(app.get("/shop/cart", "X-Correlation-ID", "stale-1", "Cookie", stale));
    app.get("/shop/hello", "X-Correlation-ID", "stale-2", "Cookie", stale);
    assertThat(attributes("stale-1")).doesNotContainKey("session.previous_id");
    assertThat(attributes("stale-1").get("session.id"))
        .isNotEqualTo(attributes("stale-2").get("session.id"));
  }

  @Test
  void aCallersWordAboutTheSessionStaysWhereAServerGivesItACookie() throws Exception {
    app.get("/shop/cart", "X-Correlation-ID", "called", "baggage", "session.id=s-1");
    assertThat(attributes("called")).containsEntry("session.id", "s-1");
  }

  private static String cookie(HttpResponse<String> response) {
    List<String> set = response.headers().allValues("Set-Cookie");
    assertThat(set).hasSize(1);
    return set.get(0).substring(0, set.get(0).indexOf(';'));
  }

  private static Map<String, String> attributes(String correlationId) {
    return sink.spanWith("correlation.id", correlationId).attributes();
  }
}
