package dev.throughline.correlation.request;

import dev.throughline.correlation.trace.TraceFormat;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call to another service: its span and the headers it takes along. A call outside of any
 * request gets a correlation id of its own. Thread-safe; {@link #close} ends it.
 */
public final class OutgoingCall implements AutoCloseable {
  private final Span span;
  private final Map<String, String> headers;
  private final AtomicBoolean ended = new AtomicBoolean();

  private OutgoingCall(Span span, Map<String, String> headers) {
    this.span = span;
    this.headers = headers;
  }

  /** As {@link #begin(String, URI, Function)}, for a call that has no headers of its own yet. */
  public static OutgoingCall begin(String method, URI target) {
    return begin(method, target, name -> List.of());
  }

  /**
   * Starts a client span under the current one, unless somebody else makes one: an agent further
   * down, another tracer, or whoever has put a trace header on the call already.
   *
   * @param lines those of a header that are on the call already, by name in any case; null or empty
   *     if there are none
   */
  public static OutgoingCall begin(
      String method, URI target, Function<String, ? extends @Nullable List<String>> lines) {
    if (!Settings.current().enabled()) {
      return new OutgoingCall(Span.getInvalid(), Map.of());
    }
    try {
      return start(method, target, name -> joined(lines.apply(name)));
    } catch (RuntimeException | LinkageError e) {
      // Another's span processor, say: the call goes out all the same.
      FirstFailure.report("preparing a call's ids", e);
      return new OutgoingCall(Span.getInvalid(), Map.of());
    }
  }

  /** Whether user and session may leave for that host: private, or named in the settings. */
  public static boolean baggageMayGoTo(@Nullable String host) {
    return Settings.current().baggageMayGoTo(host);
  }

  private static OutgoingCall start(
      String method, URI target, Function<String, @Nullable String> sent) {
    RequestIds current = RequestIds.current();
    RequestIds ids = current != null ? current : RequestIds.anonymous();
    Span parent = ids.currentSpan();
    Span span =
        isAnothers(sent)
            ? Span.getInvalid()
            : span(Telemetry.current(), method, target, ids, parent);
    OutgoingHeaders headers = new OutgoingHeaders(ids, target, Settings.current(), sent);
    return new OutgoingCall(span, headers.of(span, parent));
  }

  /** As one line, RFC 9110 section 5.3. */
  private static @Nullable String joined(@Nullable List<String> lines) {
    if (lines == null || lines.isEmpty()) {
      return null;
    }
    return lines.size() == 1 ? lines.get(0) : String.join(",", lines);
  }

  private static boolean isAnothers(Function<String, @Nullable String> sent) {
    return JavaAgent.isPresent() || Tracers.othersAtWork() || TraceFormat.isIn(sent);
  }

  /**
   * To be set on the call, each in the place of all lines of its name. None is among them that the
   * call has already, except for {@code baggage} with what the call had in it.
   */
  public Map<String, String> headers() {
    return headers;
  }

  /** The answer's status; for a client 4xx is a failure too. */
  public void status(int status) {
    if (!ended.get()) {
      span.setAttribute(Attributes.HTTP_STATUS, (long) status);
      if (status >= 400) {
        span.setAttribute(Attributes.ERROR_TYPE, Integer.toString(status));
        span.setStatus(StatusCode.ERROR);
      }
    }
  }

  /** Why there is no answer; null is ignored. */
  public void failed(@Nullable Throwable failure) {
    if (failure != null && !ended.get()) {
      Attributes.describeFailure(span, failure);
    }
  }

  @Override
  public void close() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    try {
      span.end();
    } catch (RuntimeException | LinkageError e) {
      // Another's span processor, say: the answer is the caller's all the same.
      FirstFailure.report("ending a call's span", e);
    }
  }

  private static Span span(
      OpenTelemetry telemetry, String method, URI target, RequestIds ids, Span parent) {
    CallTarget peer = CallTarget.of(target);
    SpanBuilder builder =
        telemetry
            .getTracer(Telemetry.SCOPE)
            .spanBuilder(method)
            .setParent(
                parent == Span.current() ? Context.current() : Context.current().with(parent))
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(Attributes.HTTP_METHOD, method)
            .setAttribute(Attributes.URL_FULL, withoutSecrets(target, peer))
            .setAttribute(Fields.CORRELATION_ID_ATTRIBUTE, ids.correlationId());
    if (peer.host() != null) {
      builder.setAttribute(Attributes.SERVER_ADDRESS, peer.host());
      builder.setAttribute(Attributes.SERVER_PORT, (long) port(target, peer));
    }
    return builder.startSpan();
  }

  /** Neither the user information nor the query, which may hold passwords and tokens. */
  private static String withoutSecrets(URI target, CallTarget peer) {
    String port = peer.port() < 0 ? "" : ":" + peer.port();
    return target.getScheme() + "://" + peer.host() + port + target.getRawPath();
  }

  private static int port(URI target, CallTarget peer) {
    if (peer.port() >= 0) {
      return peer.port();
    }
    return "https".equalsIgnoreCase(target.getScheme()) ? 443 : 80;
  }
}
