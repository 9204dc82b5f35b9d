package dev.throughline.correlation.matrix;

import dev.throughline.correlation.Correlation;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What runs in every server: it hands its work over, calls another service from there, and writes a
 * line at each step, which names the visit it is for. Paths are {@code
 * /<way>/<client>/<hand-over>/<number>}.
 */
record Application(
    LongFunction<Visit> visits,
    Map<String, Client> clients,
    Map<String, HandOver> handOvers,
    URI peer) {
  /** Its lines begin with the visit's number; the {@link Ledger} reads them. */
  static final Logger LOG = LoggerFactory.getLogger("matrix");

  /** How many lines a visit that does not fail writes. */
  static final int LINES = 4;

  /** Where one cell of the matrix is asked. */
  static URI at(int port, String way, String client, String handOver, Visit visit) {
    String path = String.join("/", way, client, handOver, Long.toString(visit.number()));
    return URI.create("http://127.0.0.1:" + port + "/" + path);
  }

  CompletionStage<String> serve(String path, Host host) {
    String[] parts = path.split("/", -1);
    Visit visit = visits.apply(Long.parseLong(parts[4]));
    Client client = clients.get(parts[2]);
    HandOver handOver = handOvers.get(parts[3]);
    if (client == null || handOver == null) {
      return CompletableFuture.failedFuture(new IllegalArgumentException(path));
    }
    LOG.info("{} door", visit.number());
    if (visit.login()) {
      Correlation.user("u-" + visit.number());
    }
    return handOver.run(host, () -> within(visit, client));
  }

  private CompletionStage<String> within(Visit visit, Client client) {
    LOG.info("{} within", visit.number());
    return client
        .call(peer.resolve("/" + visit.number()))
        // The client's own thread completes it: what follows takes the ids along from here.
        .thenApplyAsync(status -> after(visit, status), Correlation.bind(Runnable::run));
  }

  private static String after(Visit visit, int status) {
    LOG.info("{} called", visit.number());
    if (visit.fails()) {
      LOG.info("{} done", visit.number());
      throw new CompletionException(new IllegalStateException("out of stock"));
    }
    LOG.info("{} done", visit.number());
    return status + " " + MDC.get("correlation_id") + " " + MDC.get("user_id");
  }
}
