package dev.throughline.correlation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/**
 * Mixed requests of many people over shared pools: every answer knows its own ids and nobody
 * else's, and no thread keeps one. {@code -Dthroughline.leak.requests=1000000} for the long
 * version.
 */
class LeakIT {
  private static final int REQUESTS = Integer.getInteger("throughline.leak.requests", 2_000);
  private static final int CLIENTS = 8;
  private static final String[] PATHS = {
    "/ids",
    "/forward",
    "/include",
    "/async",
    "/async-dispatch",
    "/error",
    "/throw",
    "/user",
    "/reset"
  };

  private final Queue<Map<String, String>> residues = new ConcurrentLinkedQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path work;

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "jetty", "undertow"})
  void nobodysIdsAreAnybodyElses(String name) throws Exception {
    Container container =
        switch (name) {
          case "tomcat" -> new TomcatShop(work);
          case "jetty" -> new JettyShop();
          default -> new UndertowShop();
        };
    URI shop = URI.create("http://127.0.0.1:" + container.start(this::check));
    boolean clearsHeaders = name.equals("undertow"); // on what escapes: see UndertowTest
    ExecutorService crowd = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Integer>> visits = new ArrayList<>();
      for (int person = 0; person < CLIENTS; person++) {
        int start = person;
        visits.add(crowd.submit(() -> visit(shop, start, clearsHeaders)));
      }
      int answered = 0;
      for (Future<Integer> visit : visits) {
        answered += visit.get();
      }
      assertThat(answered).isEqualTo(REQUESTS / CLIENTS * CLIENTS);
    } finally {
      crowd.shutdownNow();
      container.stop();
    }
    assertThat(residues).isEmpty();
  }

  private int visit(URI shop, int person, boolean clearsHeaders) throws Exception {
    int answered = 0;
    for (int i = 0; i < REQUESTS / CLIENTS; i++) {
      String id = "c-" + person + "-" + i;
      String path = PATHS[(person + i) % PATHS.length];
      boolean known = i % 3 == 0 || path.equals("/user");
      HttpRequest.Builder request =
          HttpRequest.newBuilder(shop.resolve(path + "?id=u-" + id)).header("X-Correlation-ID", id);
      if (known && !path.equals("/user")) {
        request.header("baggage", "user.id=u-" + id);
      }
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      if (!clearsHeaders || !path.equals("/throw")) {
        assertThat(answer.headers().allValues("X-Correlation-ID")).containsExactly(id);
      }
      if (answer.statusCode() == 200) {
        assertThat(answer.body().lines()).contains("correlation_id=" + id);
        assertThat(answer.body().lines().filter(line -> line.startsWith("user_id=")).toList())
            .isEqualTo(known ? List.of("user_id=u-" + id) : List.of());
      }
      answered++;
    }
    return answered;
  }

  private void check() {
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    if (mdc != null && !mdc.isEmpty()) {
      residues.add(mdc);
    }
  }
}
