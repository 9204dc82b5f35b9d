package dev.throughline.collector.intake;

import dev.throughline.collector.http.HttpPort;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The HTTP port that data come in by: OTLP and JSON lines. */
public final class IntakePort implements Closeable {
  /** The most decoded bytes of a request, OTLP's own default. */
  public static final int MAX_BODY_BYTES = 20 * 1024 * 1024;

  private static final int MAX_REQUESTS = 1024;

  private final Semaphore requests = new Semaphore(MAX_REQUESTS);
  private final Set<String> allowedOrigins;
  private final HttpPort http;
  private volatile boolean closing;

  /**
   * @param allowedOrigins web origins whose pages may send; none unless told
   * @param everyPort what both of the collector's ports have
   */
  public IntakePort(
      InetSocketAddress address,
      FrontDoor door,
      MemoryBudget memory,
      IntakeCounters counters,
      Set<String> allowedOrigins,
      Clock clock,
      Consumer<JavalinConfig> everyPort) {
    this.allowedOrigins = Set.copyOf(allowedOrigins);
    RequestBody body = new RequestBody(MAX_BODY_BYTES);
    http =
        HttpPort.listen(
            address,
            config -> {
              everyPort.accept(config);
              config.routes.before(this::admit);
              config.routes.after(this::dismiss);
              config.routes.options("/v1/*", IntakePort::preflight);
              new OtlpReceiver(door, body, memory, counters, clock).addTo(config.routes);
              new LinesReceiver(door, body, memory, counters, clock).addTo(config.routes);
            });
  }

  public int port() {
    return http.port();
  }

  private void admit(Context request) {
    if (closing || !requests.tryAcquire()) {
      Answers.status(request, 503).header("Connection", "close").skipRemainingHandlers();
      return;
    }
    request.attribute("admitted", true);
    String origin = request.header("Origin");
    if (origin == null) {
      return;
    }
    if (!allowedOrigins.contains(origin)) {
      request.status(403).result("pages of this origin may not send here").skipRemainingHandlers();
      return;
    }
    request.header("Access-Control-Allow-Origin", origin).header("Vary", "Origin");
  }

  private void dismiss(Context request) {
    if (request.attribute("admitted") != null) {
      requests.release();
    }
  }

  private static void preflight(Context request) {
    request
        .status(204)
        .header("Access-Control-Allow-Methods", "POST")
        .header(
            "Access-Control-Allow-Headers",
            "Content-Type, Content-Encoding, traceparent, tracestate, baggage, X-Correlation-ID")
        .header("Access-Control-Max-Age", "600");
  }

  /** Answers what is under way, refuses what still comes, then stops listening. */
  public void drain(Duration atMost) throws InterruptedException {
    closing = true;
    if (requests.tryAcquire(MAX_REQUESTS, atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      requests.release(MAX_REQUESTS);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
