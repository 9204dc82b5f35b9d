package dev.throughline.collector;

import dev.throughline.collector.intake.DeadLetterEvents;
import dev.throughline.collector.intake.DeadLetters;
import dev.throughline.collector.intake.Drain;
import dev.throughline.collector.intake.FrontDoor;
import dev.throughline.collector.intake.IntakeCounters;
import dev.throughline.collector.intake.IntakePort;
import dev.throughline.collector.intake.LinePort;
import dev.throughline.collector.intake.MemoryBudget;
import dev.throughline.collector.intake.Replays;
import dev.throughline.collector.query.Health;
import dev.throughline.collector.query.QueryPort;
import dev.throughline.collector.queue.DirectoryLock;
import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.collector.queue.QueueStats;
import dev.throughline.correlation.javalin.CorrelationPlugin;
import dev.throughline.formats.RecordCodec;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running collector: all of its parts, put together in one place. */
final class Collector implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Collector.class);
  private static final Duration UNDER_WAY = Duration.ofSeconds(10);
  private static final long MAX_DEAD_LETTER_BYTES = 1024L * 1024 * 1024;

  private final CollectorOptions options;
  private final Clock clock = Clock.systemUTC();
  private final RecordCodec codec = new RecordCodec();
  private final ArrayDeque<Closeable> opened = new ArrayDeque<>();

  private final OpenStore store;
  private final DurableQueue queue;
  private final DeadLetters deadLetters;
  private final Drain drain;
  private final Health health;
  private final IntakePort intake;
  private final LinePort lines;
  private final QueryPort query;

  private Collector(CollectorOptions options) throws StartRefused, IOException {
    this.options = options;
    boolean whole = false;
    try {
      InetAddress address = address(options);
      opened.push(lock(options.data()));
      store = OpenStore.open(options, codec);
      opened.push(store.writer()::close);
      queue = opened(openQueue());
      FrontDoor door = new FrontDoor(queue, codec);
      deadLetters =
          opened(
              DeadLetters.open(
                  options.data().resolve("dead-letters"),
                  MAX_DEAD_LETTER_BYTES,
                  new DeadLetterEvents(door, codec)::tell));
      Replays replays = new Replays(queue, deadLetters);
      drain = opened(new Drain(queue, store.writer(), codec, deadLetters, replays, clock));
      drain.start();
      health = new Health(List.of(this::storeObstacle, this::queueObstacle));
      PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      MemoryBudget memory = MemoryBudget.forHeap(IntakePort.MAX_BODY_BYTES);
      IntakeCounters counters = new IntakeCounters(metrics);
      Consumer<JavalinConfig> everyPort = config -> config.registerPlugin(new CorrelationPlugin());
      lines = opened(new LinePort(at(address, options.jsonPort()), door, memory, counters, clock));
      new Meters(queue, drain, deadLetters, replays, lines).addTo(metrics);
      query =
          opened(
              new QueryPort(
                  at(address, options.queryPort()),
                  new QueryPort.Sources(
                      store.reader(),
                      store.processes(),
                      store.users(),
                      drain::progress,
                      codec,
                      deadLetters,
                      replays,
                      metrics),
                  health,
                  options.allowHosts(),
                  clock,
                  everyPort));
      intake =
          opened(
              new IntakePort(
                  at(address, options.intakePort()),
                  door,
                  memory,
                  counters,
                  options.allowOrigins(),
                  clock,
                  everyPort));
      whole = true;
    } catch (JavalinBindException e) {
      throw new StartRefused(String.valueOf(e.getMessage()), e);
    } finally {
      if (!whole) {
        closeAll();
      }
    }
  }

  /**
   * @throws StartRefused for what the operator has to change
   */
  static Collector start(CollectorOptions options) throws StartRefused, IOException {
    return new Collector(options);
  }

  private static InetAddress address(CollectorOptions options) throws StartRefused, IOException {
    InetAddress address = InetAddress.getByName(options.host());
    if (!address.isLoopbackAddress() && !options.insecure()) {
      throw new StartRefused(
          "--host "
              + options.host()
              + " can be reached by others, and there is neither encryption nor a login; if that is"
              + " meant, say --insecure");
    }
    return address;
  }

  private static DirectoryLock lock(Path data) throws StartRefused {
    try {
      Files.createDirectories(data);
      return DirectoryLock.acquire(data);
    } catch (java.nio.file.AccessDeniedException e) {
      throw new StartRefused("the data folder " + data + " cannot be written: access denied", e);
    } catch (IOException e) {
      throw new StartRefused("the data folder cannot be used: " + e.getMessage(), e);
    }
  }

  private DurableQueue openQueue() throws IOException {
    return DurableQueue.open(
        options.data().resolve("queue"), options.queue(), store.writer().durableThrough() + 1);
  }

  private static InetSocketAddress at(InetAddress address, int port) {
    return new InetSocketAddress(address, port);
  }

  private <C extends Closeable> C opened(C part) {
    opened.push(part);
    return part;
  }

  /** What keeps records from the store, and how much waits for it. */
  private @Nullable String storeObstacle() {
    String obstacle = drain.obstacle();
    if (obstacle == null) {
      return null;
    }
    QueueStats waiting = queue.stats();
    return "%s: %s; %,d requests wait, %,d bytes, the oldest for %d s"
        .formatted(
            store.name(), obstacle, waiting.frames(), waiting.bytes(), drain.behind().toSeconds());
  }

  private @Nullable String queueObstacle() {
    if (!queue.isAlive()) {
      return "the thread that writes the queue has ended";
    }
    var refused = queue.whyNot();
    return refused == null ? null : refused.why();
  }

  /** The line that says where it listens. */
  String ready() {
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return "ready intake=http://%s:%d json=%s:%d query=http://%s:%d"
        .formatted(host, intake.port(), host, lines.port(), host, query.port());
  }

  /** Says that it is not ready, answers what is under way, and forces what it has to disk. */
  @Override
  public void close() throws IOException {
    log.info("stopping");
    health.stopping();
    try {
      TimeUnit.NANOSECONDS.sleep(options.drainDelay().toNanos());
      intake.drain(UNDER_WAY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeAll();
    log.info("stopped");
  }

  private void closeAll() throws IOException {
    IOException failure = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException e) {
        log.error("a part could not be closed", e);
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
