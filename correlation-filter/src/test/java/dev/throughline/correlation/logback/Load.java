package dev.throughline.correlation.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Visitors of a server on this machine; each answer is looked at. */
record Load(int port) {
  private static final int VISITORS = 4;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  void visits(int requests) throws Exception {
    ExecutorService crowd = Executors.newFixedThreadPool(VISITORS);
    try {
      List<Future<?>> visits = new ArrayList<>();
      for (int visitor = 0; visitor < VISITORS; visitor++) {
        visits.add(crowd.submit(() -> comeAndGo(requests / VISITORS)));
      }
      for (Future<?> visit : visits) {
        visit.get();
      }
    } finally {
      crowd.shutdownNow();
    }
  }

  private Void comeAndGo(int requests) throws Exception {
    for (int i = 0; i < requests; i++) {
      String id = "c-" + Thread.currentThread().getId() + "-" + i;
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/cart/" + i))
              .header("X-Correlation-ID", id)
              .timeout(Duration.ofMinutes(2))
              .build();
      HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("done");
      assertThat(answer.headers().allValues("X-Correlation-ID")).containsExactly(id);
    }
    return null;
  }

  /** What is still held after a collection, which is held by somebody. */
  long heapMiB() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }
}
