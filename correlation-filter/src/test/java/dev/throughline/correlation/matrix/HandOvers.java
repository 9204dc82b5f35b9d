package dev.throughline.correlation.matrix;

import dev.throughline.correlation.Correlation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The hand-overs, over few threads that all requests share. */
final class HandOvers implements AutoCloseable {
  /** Only where there are servlets. */
  static final String ASYNC_CONTEXT = "AsyncContext.start";

  static final String NONE = "none";

  private final ExecutorService pool;
  private final ExecutorService forks = new ForkJoinPool(3);
  private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService scheduler;
  private final ThreadPoolTaskExecutor spring = new ThreadPoolTaskExecutor();
  private final Scheduler elastic;

  /** Pool threads come from {@code threads}; those of the JDK's own pools do not. */
  HandOvers(ThreadFactory threads) {
    pool = Executors.newFixedThreadPool(3, threads);
    scheduler = Executors.newScheduledThreadPool(2, threads);
    elastic = Schedulers.newBoundedElastic(3, 100_000, threads, 60);
    spring.setThreadFactory(threads);
    spring.setCorePoolSize(3);
    spring.setTaskDecorator(Correlation::wrap);
    spring.initialize();
    Hooks.enableAutomaticContextPropagation();
  }

  Map<String, HandOver> all() {
    Map<String, HandOver> all = new LinkedHashMap<>();
    all.put(NONE, (host, work) -> work.get());
    all.put("ExecutorService", (host, work) -> onto(Correlation.wrap(pool)::submit, work));
    all.put("ForkJoinPool", (host, work) -> onto(Correlation.wrap(forks), work));
    all.put("commonPool", (host, work) -> onCommonPool(work));
    all.put("laterStage", (host, work) -> later(work));
    all.put("virtualThread", (host, work) -> onto(Correlation.wrap(virtual), work));
    all.put("TaskDecorator", (host, work) -> onto(spring, work));
    all.put("ScheduledExecutorService", (host, work) -> onto(this::schedule, work));
    all.put("newThread", (host, work) -> onto(HandOvers::start, work));
    all.put("publishOn", (host, work) -> published(work));
    all.put(ASYNC_CONTEXT, (host, work) -> onto(host::start, work));
    return all;
  }

  @Override
  public void close() {
    pool.shutdown();
    forks.shutdown();
    virtual.shutdown();
    scheduler.shutdown();
    spring.shutdown();
    elastic.dispose();
  }

  private static CompletionStage<String> onto(
      Executor executor, Supplier<CompletionStage<String>> work) {
    return CompletableFuture.supplyAsync(work, executor).thenCompose(Function.identity());
  }

  /** Without an executor of one's own the task itself is wrapped. */
  private static CompletionStage<String> onCommonPool(Supplier<CompletionStage<String>> work) {
    return onto(task -> ForkJoinPool.commonPool().execute(Correlation.wrap(task)), work);
  }

  /** A stage is handed over by whichever thread completes the one before. */
  private CompletionStage<String> later(Supplier<CompletionStage<String>> work) {
    return CompletableFuture.runAsync(() -> {}, pool)
        .thenComposeAsync(nothing -> work.get(), Correlation.bind(pool));
  }

  private void schedule(Runnable task) {
    var unused = Correlation.wrap(scheduler).schedule(task, 1, TimeUnit.MICROSECONDS);
  }

  /** WebFlux has the ids in its context already; elsewhere they are captured into one. */
  private CompletionStage<String> published(Supplier<CompletionStage<String>> work) {
    CompletableFuture<String> done = new CompletableFuture<>();
    var unused =
        Mono.just(work)
            .publishOn(elastic)
            .flatMap(supplier -> Mono.fromCompletionStage(supplier.get()))
            .contextCapture()
            .subscribe(done::complete, done::completeExceptionally);
    return done;
  }

  private static void start(Runnable task) {
    new Thread(Correlation.wrap(task)).start();
  }
}
