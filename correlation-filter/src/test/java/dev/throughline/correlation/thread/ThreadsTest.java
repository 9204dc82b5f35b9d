package dev.throughline.correlation.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hand-overs that are easily got wrong; the plain ones are in the context matrix. */
class ThreadsTest {
  private final ScheduledExecutorService bare = Executors.newScheduledThreadPool(1);
  private final ScheduledExecutorService pool = Correlation.wrap(bare);

  @AfterEach
  void theThreadIsFree() throws Exception {
    assertThat(bare.submit(ThreadsTest::id).get()).isEqualTo("nobody");
    pool.shutdownNow();
  }

  @Test
  void aPeriodicTaskBelongsToNobody() throws Exception {
    LinkedBlockingQueue<String> ids = new LinkedBlockingQueue<>();
    try (ServedRequest request = served("c-1");
        CorrelationScope scope = request.activate()) {
      var rate = pool.scheduleAtFixedRate(() -> ids.add(id()), 0, 1, TimeUnit.MILLISECONDS);
      var delay = pool.scheduleWithFixedDelay(() -> ids.add(id()), 0, 1, TimeUnit.MILLISECONDS);
      var once = pool.schedule(() -> ids.add("once " + id()), 1, TimeUnit.MILLISECONDS);
      assertThat(once.get()).isTrue();
      rate.cancel(false);
      delay.cancel(false);
    }
    assertThat(ids).contains("once c-1").doesNotContain("c-1");
  }

  @Test
  void aLaterStageHasTheIdsOfWhoeverBuiltTheChain() throws Exception {
    CompletableFuture<String> earlier = new CompletableFuture<>();
    CompletableFuture<String> later;
    try (ServedRequest request = served("c-1");
        CorrelationScope scope = request.activate()) {
      later = earlier.thenApplyAsync(done -> done + id(), Correlation.bind(pool));
    }
    // Completed by somebody else's request, whose thread hands the stage over.
    try (ServedRequest request = served("c-2");
        CorrelationScope scope = request.activate()) {
      earlier.complete("of ");
    }
    assertThat(later.get(60, TimeUnit.SECONDS)).isEqualTo("of c-1");
  }

  @Test
  void everyWayOfSubmittingTakesTheIdsAlong() throws Exception {
    ExecutorService executor = pool;
    try (ServedRequest request = served("c-1");
        CorrelationScope scope = request.activate()) {
      assertThat(executor.submit(ThreadsTest::id).get()).isEqualTo("c-1");
      List<Callable<String>> tasks = List.of(ThreadsTest::id);
      assertThat(executor.invokeAll(tasks).get(0).get()).isEqualTo("c-1");
      assertThat(executor.invokeAny(tasks)).isEqualTo("c-1");
      LinkedBlockingQueue<String> ids = new LinkedBlockingQueue<>();
      executor.execute(() -> ids.add(id()));
      assertThat(ids.take()).isEqualTo("c-1");
      assertThat(executor.submit(() -> ids.add(id()), "done").get()).isEqualTo("done");
      assertThat(ids.take()).isEqualTo("c-1");
    }
  }

  private static String id() {
    return Correlation.id().orElse("nobody");
  }

  private static ServedRequest served(String id) {
    return Correlation.serve(
        "GET",
        "/",
        Map.of("X-Correlation-ID", List.of(id))::get,
        new InetSocketAddress("127.0.0.1", 1));
  }
}
