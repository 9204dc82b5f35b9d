package dev.throughline.collector.query;

import dev.throughline.collector.http.HostCheck;
import dev.throughline.collector.http.HttpPort;
import dev.throughline.collector.http.JsonAnswer;
import dev.throughline.collector.http.SafeHeaders;
import dev.throughline.collector.intake.DeadLetters;
import dev.throughline.collector.intake.Progress;
import dev.throughline.collector.intake.Replays;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.SignalCodec;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.UserDirectory;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.Closeable;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP port that questions come in by. */
public final class QueryPort implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(QueryPort.class);
  private static final int MAX_QUERIES = 16;

  private final Semaphore queries = new Semaphore(MAX_QUERIES);
  private final HttpPort http;

  /**
   * What is asked.
   *
   * @param progress how much of what was received the store has
   * @param replays what dead letters are replayed and dropped by
   */
  public record Sources(
      StoreReader store,
      ProcessReader processes,
      UserDirectory users,
      Supplier<Progress> progress,
      SignalCodec codec,
      DeadLetters deadLetters,
      Replays replays,
      PrometheusMeterRegistry metrics) {}

  /**
   * @param hosts names, besides localhost and addresses, that a request may be for
   * @param everyPort what both of the collector's ports have
   */
  public QueryPort(
      InetSocketAddress address,
      Sources sources,
      Health health,
      Set<String> hosts,
      Clock clock,
      Consumer<JavalinConfig> everyPort) {
    http =
        HttpPort.listen(
            address,
            config -> {
              everyPort.accept(config);
              config.routes.before(new SafeHeaders());
              config.routes.before(new HostCheck(hosts));
              health.addTo(config.routes);
              addApi(config.routes, sources, clock);
            });
  }

  private void addApi(RoutesConfig routes, Sources sources, Clock clock) {
    StoreBehindQueue stored =
        new StoreBehindQueue(sources.store, sources.processes, sources.progress);
    StoreReader store = new StoreAndDeadLetters(stored, stored, sources.deadLetters, sources.codec);
    routes.before("/api/*", this::admit);
    routes.after("/api/*", this::dismiss);
    routes.post("/api/v1/records", RecordsEndpoint.byHandles(store, sources.codec));
    routes.post("/api/v1/processes", RecordsEndpoint.byProcess(stored, sources.codec));
    routes.get("/api/v1/users", new UsersEndpoint(sources.users));
    routes.get("/api/v1/journey", new JourneyEndpoint(store, clock));
    new DeadLettersEndpoint(sources.deadLetters, sources.replays, sources.codec).addTo(routes);
    routes.get(
        "/metrics",
        request ->
            request
                .contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(sources.metrics.scrape()));
    routes.exception(
        IllegalArgumentException.class,
        (e, request) -> JsonAnswer.error(request, 400, String.valueOf(e.getMessage())));
    routes.exception(UncheckedIOException.class, QueryPort::broken);
  }

  private static void broken(UncheckedIOException e, Context request) {
    log.warn("an answer could not be read or sent", e);
    Throwable cause = e.getCause();
    String why = cause == null ? "the reason is not known" : String.valueOf(cause.getMessage());
    JsonAnswer.error(request, 503, "the store cannot be read: " + why);
  }

  private void admit(Context request) {
    if (queries.tryAcquire()) {
      request.attribute("admitted", true);
    } else {
      request.header("Retry-After", "1").skipRemainingHandlers();
      JsonAnswer.error(request, 503, MAX_QUERIES + " queries run already");
    }
  }

  private void dismiss(Context request) {
    if (request.attribute("admitted") != null) {
      queries.release();
    }
  }

  public int port() {
    return http.port();
  }

  @Override
  public void close() {
    http.close();
  }
}
