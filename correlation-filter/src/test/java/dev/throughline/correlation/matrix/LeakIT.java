package dev.throughline.correlation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Different people at all servers at once, over pools and clients that all of them share: some are
 * anonymous, some log in, some send hostile headers, some make the application fail, some hang up.
 * Every line and every call is judged as it comes. {@code -Dthroughline.requests=1000000} for the
 * long version.
 */
class LeakIT {
  private static final Logger LOG = LoggerFactory.getLogger(LeakIT.class);
  private static final long REQUESTS = Long.getLong("throughline.requests", 9_000);
  private static final int VISITORS = 8;
  private static final int HEAP_SAMPLES = 10;

  private final Residues residues = new Residues();
  private final AtomicLong numbers = new AtomicLong();
  private final List<Long> heap = new ArrayList<>();

  @TempDir Path work;

  @Test
  void nobodysIdsAreAnybodyElses() throws Exception {
    Ledger ledger = new Ledger(Visit::mixed, false);
    Map<String, ServerUnderTest> servers = new LinkedHashMap<>();
    long start = System.nanoTime();
    try (HandOvers handOvers = new HandOvers(residues);
        Clients clients = new Clients(residues);
        Peer peer =
            Peer.start(
                (path, headers) -> ledger.called(Long.parseLong(path.substring(1)), headers))) {
      Application application =
          new Application(Visit::mixed, calling(clients), handOvers.all(), peer.uri());
      for (Map.Entry<String, ServerUnderTest.Start> server : Servers.all(work).entrySet()) {
        servers.put(server.getKey(), server.getValue().with(application, residues));
      }
      ledger.listening();
      hush();
      crowd(new Visitors(application, servers));
      assertThat(ledger.open()).isZero();
    } finally {
      report(ledger, System.nanoTime() - start);
      for (ServerUnderTest server : servers.values()) {
        server.close();
      }
      ledger.leave();
    }
    assertThat(ledger.takeWrong()).isEmpty();
    assertThat(residues.foundInTheEnd()).isEmpty();
    assertThat(ledger.lines()).isGreaterThanOrEqualTo(REQUESTS * Application.LINES * 9 / 10);
  }

  /** Said also if the run ends too early. */
  private void report(Ledger ledger, long nanos) throws InterruptedException {
    LOG.warn(
        "{} requests begun at all servers in {} s: {} log lines and {} calls judged, {} wrong, {}"
            + " ids left on threads, heap after collection {} MiB",
        Math.min(numbers.get(), REQUESTS),
        Duration.ofNanos(nanos).toSeconds(),
        ledger.lines(),
        ledger.calls(),
        ledger.wrong(),
        residues.foundInTheEnd().size(),
        heap);
  }

  /** Every client as often as no call at all. */
  private static Map<String, Client> calling(Clients clients) {
    Map<String, Client> all = new LinkedHashMap<>();
    clients
        .all()
        .forEach(
            (name, client) -> {
              all.put(name, client);
              all.put("without." + name, uri -> CompletableFuture.completedFuture(200));
            });
    return all;
  }

  /** Thousands of failures on purpose: what the servers say of each is not wanted. */
  private static void hush() {
    ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME))
        .setLevel(Level.OFF);
    ((ch.qos.logback.classic.Logger) LOG).setLevel(Level.WARN);
  }

  private void crowd(Visitors visitors) throws Exception {
    ExecutorService crowd = Executors.newFixedThreadPool(VISITORS);
    try {
      List<Future<?>> visits = new ArrayList<>();
      for (int i = 0; i < VISITORS; i++) {
        visits.add(crowd.submit(() -> comeAndGo(visitors)));
      }
      for (Future<?> visit : visits) {
        visit.get();
      }
    } finally {
      crowd.shutdownNow();
    }
  }

  private Void comeAndGo(Visitors visitors) throws Exception {
    for (long n = numbers.incrementAndGet(); n <= REQUESTS; n = numbers.incrementAndGet()) {
      visitors.visit(n);
      if (n % (REQUESTS / HEAP_SAMPLES) == 0) {
        weigh();
      }
    }
    return null;
  }

  private synchronized void weigh() {
    System.gc(); // what is left then is held by somebody
    heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
  }
}
