package dev.throughline.correlation.request;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request being served, from its first header to its last byte. {@link #activate} makes its ids
 * current on a thread, as often and on as many threads as the request needs; {@link #close} ends
 * it. Thread-safe.
 *
 * <pre>{@code
 * try (ServedRequest request = ServedRequest.begin(incoming);
 *     CorrelationScope scope = request.activate()) {
 *   request.echo(response::getHeaders, response::setHeader);
 *   ...
 *   request.status(200);
 * }
 * }</pre>
 */
public final class ServedRequest implements AutoCloseable {
  private static final CorrelationScope NOTHING = () -> {};

  static {
    NestedSpans.follow();
  }

  private final RequestIds ids;
  private final Map<String, String> responseHeaders;
  private volatile Context context;
  private final String method;
  private final AtomicBoolean ended = new AtomicBoolean();

  ServedRequest(
      RequestIds ids, Map<String, String> responseHeaders, Context context, String method) {
    this.ids = ids;
    this.responseHeaders = Map.copyOf(responseHeaders);
    this.context = context;
    this.method = method;
  }

  /** False if {@code throughline.enabled} says so: requests are then none of our business. */
  public static boolean isWanted() {
    return Settings.current().enabled();
  }

  /** Reads or creates the ids and starts the span, or joins the one that is current already. */
  public static ServedRequest begin(IncomingRequest request) {
    if (!isWanted()) {
      return new ServedRequest(
          RequestIds.anonymous(), Map.of(), Context.current(), request.method());
    }
    try {
      return new Arrival(Telemetry.current(), Settings.current()).of(request);
    } catch (RuntimeException | LinkageError e) {
      // Another's span processor or a broken header map: the request is served all the same.
      FirstFailure.report("reading a request's ids", e);
      return withoutSpan(request);
    }
  }

  private static ServedRequest withoutSpan(IncomingRequest request) {
    RequestIds ids = RequestIds.anonymous();
    Map<String, String> echo = Map.of(Fields.CORRELATION_HEADER, ids.correlationId());
    Context context = ids.joining(Context.current(), Span.getInvalid());
    return new ServedRequest(ids, echo, context, request.method());
  }

  public RequestIds ids() {
    return ids;
  }

  /** What the response must carry. */
  Map<String, String> responseHeaders() {
    return responseHeaders;
  }

  /**
   * Sets what the response must carry, on errors too. What the application tells a browser about
   * its own headers (CORS) is added to. To be called again wherever headers may have been lost.
   *
   * @param lines the lines a header of the response has by now, by name; none if it is not there
   * @param set gives a header of the response one line in the place of all
   */
  public void echo(
      Function<String, ? extends Collection<String>> lines, BiConsumer<String, String> set) {
    responseHeaders.forEach(
        (name, value) ->
            set.accept(
                name, CorsLists.include(name) ? CorsLists.join(lines.apply(name), value) : value));
  }

  /** Makes the ids current on this thread until the scope is closed, on this thread. */
  public CorrelationScope activate() {
    return MdcScope.open(context);
  }

  /** Has the ids on this thread's log lines, and nothing more, until the scope is closed. */
  public CorrelationScope onLines() {
    return MdcScope.openForLines(context);
  }

  /**
   * Makes a tracer's span the request's, and current until the scope is closed, where that tracer
   * begins it behind {@link #begin}. To be called on the request's thread, as far inside as
   * possible; where there is nothing to join, nothing happens.
   */
  public CorrelationScope joinTracer() {
    if (ids.spanIsOurs() || !Tracers.othersAtWork()) {
      return NOTHING;
    }
    Span current = Tracers.current();
    if (current.getSpanContext().equals(span().getSpanContext())) {
      if (current.getSpanContext().isValid()) {
        return NOTHING;
      }
      current = Span.wrap(Arrival.newTrace()); // that tracer leaves this request alone
    }
    context = ids.joining(Context.current(), current);
    return activate();
  }

  /** The ids for a library that makes them current itself. */
  public CapturedContext captured() {
    return new CapturedContext(context);
  }

  /** Whether anybody learns of the span: if not, what describes it need not be found out. */
  public boolean isRecorded() {
    return ids.spanIsOurs() && span().isRecording();
  }

  /** The low-cardinality form of the path, for example {@code /cart/{id}}. */
  public void route(@Nullable String route) {
    if (ids.spanIsOurs() && route != null && !route.isEmpty()) {
      span().setAttribute(Attributes.HTTP_ROUTE, route);
      span().updateName(method + " " + route);
    }
  }

  /** The status that was sent; 5xx makes the request a failed one. */
  public void status(int status) {
    if (ids.spanIsOurs() && !ended.get()) {
      span().setAttribute(Attributes.HTTP_STATUS, (long) status);
      if (status >= 500) {
        span().setAttribute(Attributes.ERROR_TYPE, Integer.toString(status));
        span().setStatus(StatusCode.ERROR);
      }
    }
  }

  /** What went wrong; null is ignored. */
  public void failed(@Nullable Throwable failure) {
    if (ids.spanIsOurs() && failure != null && !ended.get()) {
      Attributes.describeFailure(span(), failure);
    }
  }

  /** Ends the request and its span; later calls of any method change nothing. */
  @Override
  public void close() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    try {
      ids.complete();
      if (ids.spanIsOurs()) {
        span().end();
      }
    } catch (RuntimeException | LinkageError e) {
      // Another's span processor, say: the request has been served, and stays so.
      FirstFailure.report("ending a request's span", e);
    }
  }

  private Span span() {
    return ids.span();
  }
}
