package dev.throughline.correlation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.servlet.RawHttp.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packed jar in a web application of an unpacked Tomcat, each in a process of its own: 9 with
 * {@code javax.servlet}, 10.1 and 11 with {@code jakarta.servlet}.
 */
class TomcatDistributionIT {
  @TempDir Path base;

  @ParameterizedTest
  @ValueSource(
      strings = {"apache-tomcat-9.0.117", "apache-tomcat-10.1.60", "apache-tomcat-11.0.25"})
  void theJarIsEnough(String version) throws Exception {
    try (TomcatProcess tomcat = TomcatProcess.start(version, base)) {
      RawHttp shop = new RawHttp(tomcat.port());
      Answer ids =
          shop.get(
              "/ids.jsp",
              "X-Correlation-ID: c-1",
              "traceparent: 00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01",
              "baggage: user.id=bob");
      assertThat(ids.only("X-Correlation-ID")).isEqualTo("c-1");
      assertThat(ids.line("correlation_id")).isEqualTo("c-1");
      assertThat(ids.line("trace_id")).isEqualTo("a".repeat(32));
      assertThat(ids.line("user_id")).isEqualTo("bob");
      for (String way : new String[] {"error", "throw", "reset", "missing"}) {
        String path = way.equals("missing") ? "/nowhere" : "/ids.jsp?do=" + way;
        assertThat(shop.get(path, "X-Correlation-ID: c-2").only("X-Correlation-ID"))
            .as(way)
            .isEqualTo("c-2");
      }
      Answer login = shop.get("/ids.jsp?do=login");
      String cookie = login.header("Set-Cookie").get(0).split(";")[0];
      assertThat(login.line("user_id")).isEqualTo("alice");
      assertThat(login.line("session_id")).matches("[0-9a-f]{32}");
      assertThat(shop.get("/ids.jsp", "Cookie: " + cookie).line("session_id"))
          .isEqualTo(login.line("session_id"));
    }
  }
}
