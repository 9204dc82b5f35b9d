package dev.throughline.correlation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.servlet.RawHttp.Answer;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packed jar in a web application of an unpacked Tomcat, each in a process of its own: 9 with
 * {@code javax.servlet}, 10.1 and 11 with {@code jakarta.servlet}.
 */
class TomcatDistributionIT {
  @Nested
  class Tomcat9 extends Distribution {
    @Override
    TomcatProcess start(Path base) throws IOException {
      return TomcatProcess.start("apache-tomcat-9.0.117", "javax", base);
    }
  }

  @Nested
  class Tomcat10 extends Distribution {
    @Override
    TomcatProcess start(Path base) throws IOException {
      return TomcatProcess.start("apache-tomcat-10.1.60", "servlet", base);
    }
  }

  @Nested
  class Tomcat11 extends Distribution {
    @Override
    TomcatProcess start(Path base) throws IOException {
      return TomcatProcess.start("apache-tomcat-11.0.25", "servlet", base);
    }
  }

  /** What is promised in every container, and what only a process of its own can show. */
  @TestInstance(Lifecycle.PER_CLASS)
  abstract static class Distribution extends ServletContract {
    private static final List<String> WAYS =
        List.of("/ids", "/throw", "/async", "/async-dispatch", "/forward", "/poll", "/error");
    private static final int VISITORS = 8;
    private static final int VISITS = 30;

    @SuppressWarnings("NullAway.Init") // before all tests
    private TomcatProcess tomcat;

    abstract TomcatProcess start(Path base) throws IOException;

    @BeforeAll
    void startTomcat(@TempDir Path base) throws IOException {
      tomcat = start(base);
    }

    @AfterAll
    void stopTomcat() throws InterruptedException {
      tomcat.close();
    }

    /** The one process for all tests: its threads are looked at by {@link Leftovers}. */
    @Override
    Container container() {
      return new Container() {
        @Override
        public int start(HttpServlet servlet, Runnable probe) {
          return tomcat.port();
        }

        @Override
        public void stop() throws IOException {
          assertThat(shop().get("/leftovers").body()).isEqualTo("[]");
        }
      };
    }

    private RawHttp shop() {
      return new RawHttp(tomcat.port());
    }

    /** Nobody can look into another process' MDC: that nothing of it stays is seen all the same. */
    @Override
    @Test
    void theContainersOwnLineAboutWhatEscapedHasTheIds() throws IOException {
      assertThat(shop().get("/throw").status()).isEqualTo(500);
    }

    @Test
    void aPageHasTheIds() throws IOException {
      Answer ids = shop().get("/ids.jsp", "X-Correlation-ID: c-1", "baggage: user.id=bob");
      assertThat(ids.only("X-Correlation-ID")).isEqualTo("c-1");
      assertThat(ids.line("correlation_id")).isEqualTo("c-1");
      assertThat(ids.line("user_id")).isEqualTo("bob");
      for (String path : List.of("/nowhere.jsp", "/ids.jsp?do=throw", "/ids.jsp?do=reset")) {
        assertThat(shop().get(path, "X-Correlation-ID: c-2").only("X-Correlation-ID"))
            .as(path)
            .isEqualTo("c-2");
      }
    }

    @Test
    void manyAtOnceKeepTheirOwnIds() throws Exception {
      ExecutorService visitors = Executors.newFixedThreadPool(VISITORS);
      try {
        List<Callable<Void>> visits = new ArrayList<>();
        for (int i = 0; i < VISITORS * VISITS; i++) {
          int number = i;
          visits.add(() -> visit(WAYS.get(number % WAYS.size()), "c-" + number));
        }
        for (Future<Void> visit : visitors.invokeAll(visits)) {
          visit.get();
        }
      } finally {
        visitors.shutdownNow();
      }
    }

    private Void visit(String way, String id) throws IOException {
      Answer answer = shop().get(way, "X-Correlation-ID: " + id, "baggage: user.id=u-" + id);
      assertThat(answer.only("X-Correlation-ID")).isEqualTo(id);
      if (answer.status() == 200) {
        assertThat(answer.line("correlation_id")).isEqualTo(id);
        assertThat(answer.line("user_id")).isEqualTo("u-" + id);
      }
      return null;
    }
  }
}
