package dev.throughline.correlation;

import dev.throughline.correlation.http.CorrelatedHttpClient;
import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.IncomingHeaders;
import dev.throughline.correlation.request.IncomingRequest;
import dev.throughline.correlation.request.LogDelivery;
import dev.throughline.correlation.request.RequestIds;
import dev.throughline.correlation.request.ServedRequest;
import dev.throughline.correlation.request.TelemetryDelivery;
import dev.throughline.correlation.thread.BoundExecutor;
import dev.throughline.correlation.thread.CarriedTask;
import dev.throughline.correlation.thread.CarryingExecutor;
import dev.throughline.correlation.thread.CarryingExecutorService;
import dev.throughline.correlation.thread.CarryingScheduler;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.net.SocketAddress;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What an application sees of Throughline: who the current request is from, and a way to take its
 * ids along to other threads and services. All methods may be called from any thread and never
 * throw for want of a request.
 */
public final class Correlation {
  /** The current request's correlation id; empty outside of a request. */
  public static Optional<String> id() {
    return Optional.ofNullable(RequestIds.current()).map(RequestIds::correlationId);
  }

  /** The current trace id, 32 lower-case hex digits; empty outside of a trace. */
  public static Optional<String> traceId() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? Optional.of(span.getTraceId()) : Optional.empty();
  }

  /**
   * The current request's user, as far as known yet and as it is written: where {@code
   * throughline.user.key} is set, the keyed hash, which said to {@link #user(String)} would be a
   * name like any other.
   */
  public static Optional<String> user() {
    return Optional.ofNullable(RequestIds.current()).map(RequestIds::user);
  }

  /** The current request's session, as far as known yet. */
  public static Optional<String> session() {
    return Optional.ofNullable(RequestIds.current()).map(RequestIds::session);
  }

  /**
   * Says who the current request is from: goes before anything a caller or a container said, onto
   * the request's span, its further log lines and its further calls. Where an agent serves the
   * request and this filter does not, it goes onto the current span, where the agent's extension
   * finds it. Outside of a request, and for a value that is blank, longer than 256 characters or
   * has a control character in it, nothing happens.
   */
  public static void user(String id) {
    RequestIds.currentOrOfSpan().tellUser(id);
  }

  /** Says who acts as the user, for example in support; same rules as {@link #user(String)}. */
  public static void actor(String id) {
    RequestIds.currentOrOfSpan().tellActor(id);
  }

  /** Says which session the request belongs to; same rules as {@link #user(String)}. */
  public static void session(String id) {
    RequestIds.currentOrOfSpan().tellSession(id);
  }

  /** The task with this thread's ids, wherever it will run. */
  public static Runnable wrap(Runnable task) {
    return CarriedTask.of(task);
  }

  /** The task with this thread's ids, wherever it will run. */
  public static <T> Callable<T> wrap(Callable<T> task) {
    return CarriedTask.of(task);
  }

  /** An executor whose tasks run with the ids of whoever hands them over. */
  public static Executor wrap(Executor executor) {
    return new CarryingExecutor(executor);
  }

  /** An executor service whose tasks run with the ids of whoever hands them over. */
  public static ExecutorService wrap(ExecutorService executor) {
    return new CarryingExecutorService(executor);
  }

  /**
   * A scheduler whose one-time tasks run with the ids of whoever schedules them. A periodic task
   * outlives the request that started it and runs without ids.
   */
  public static ScheduledExecutorService wrap(ScheduledExecutorService scheduler) {
    return new CarryingScheduler(scheduler);
  }

  /**
   * An executor whose tasks run with this thread's ids as they are now, whoever hands them over:
   * for the later stages of a future, which are handed over by the thread that completes the one
   * before. {@code future.thenApplyAsync(step, Correlation.bind(executor))}; with {@code
   * Runnable::run} the step stays on that thread.
   */
  public static Executor bind(Executor executor) {
    return new BoundExecutor(executor, CapturedContext.now());
  }

  /** A client whose calls carry the current ids on. */
  public static HttpClient wrap(HttpClient client) {
    return client instanceof CorrelatedHttpClient ? client : new CorrelatedHttpClient(client);
  }

  /**
   * Begins a request by hand, in a server no filter fits into. For Netty: {@code
   * Correlation.serve(request.method().name(), request.uri(), request.headers()::getAll,
   * channel.remoteAddress())}.
   *
   * @param target the path, with or without a query
   * @param peer the other end of the connection; null means an untrusted one
   */
  public static ServedRequest serve(
      String method, String target, IncomingHeaders headers, @Nullable SocketAddress peer) {
    ServedRequest served = ServedRequest.begin(IncomingRequest.of(method, target, headers, peer));
    served.ids().readToken();
    return served;
  }

  /** Log lines lost on their way to the collector since this process started. */
  public static long droppedLines() {
    return LogDelivery.dropped();
  }

  /**
   * Spans lost on their way to the collector since this process started: there was no room for
   * them, or they could not be delivered. 0 where the OpenTelemetry SDK is not the one that {@code
   * correlation-filter-all} starts.
   */
  public static long droppedSpans() {
    return TelemetryDelivery.droppedSpans();
  }

  /**
   * User events lost on their way to the collector, where they go by OpenTelemetry; otherwise they
   * are lines. Counts all log records of the SDK that {@code correlation-filter-all} starts.
   */
  public static long droppedEvents() {
    return TelemetryDelivery.droppedEvents();
  }

  private Correlation() {}
}
