package dev.throughline.correlation.request;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** Starts a client span under the current one, unless an agent makes one further down. */
  public static OutgoingCall begin(String method, URI target) {
    if (!Settings.current().enabled()) {
      return new OutgoingCall(Span.getInvalid(), Map.of());
    }
    try {
      return start(method, target);
    } catch (RuntimeException | LinkageError e) {
      // Another's span processor, say: the call goes out all the same.
      FirstFailure.report("preparing a call's ids", e);
      return new OutgoingCall(Span.getInvalid(), Map.of());
    }
  }

  private static OutgoingCall start(String method, URI target) {
    RequestIds current = RequestIds.current();
    RequestIds ids = current != null ? current : RequestIds.anonymous();
    Span span =
        JavaAgent.isPresent() ? Span.getInvalid() : span(Telemetry.current(), method, target, ids);
    return new OutgoingCall(span, headers(span, ids, target));
  }

  /** To be set on the call, each unless the application has set it itself. */
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
    if (ended.compareAndSet(false, true)) {
      span.end();
    }
  }

  private static Span span(OpenTelemetry telemetry, String method, URI target, RequestIds ids) {
    SpanBuilder builder =
        telemetry
            .getTracer(Telemetry.SCOPE)
            .spanBuilder(method)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(Attributes.HTTP_METHOD, method)
            .setAttribute(Attributes.URL_FULL, withoutSecrets(target))
            .setAttribute(Fields.CORRELATION_ID_ATTRIBUTE, ids.correlationId());
    if (target.getHost() != null) {
      builder.setAttribute(Attributes.SERVER_ADDRESS, target.getHost());
      builder.setAttribute(Attributes.SERVER_PORT, (long) port(target));
    }
    return builder.startSpan();
  }

  private static Map<String, String> headers(Span span, RequestIds ids, URI target) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(Fields.CORRELATION_HEADER, ids.correlationId());
    SpanContext context = span.getSpanContext();
    if (context.isValid()) {
      Settings.current().formats().forEach(format -> format.write(context, headers));
    }
    if (Settings.current().baggageMayGoTo(target.getHost())) {
      String baggage = BaggageHeader.write(baggage(ids));
      if (!baggage.isEmpty()) {
        headers.put(Fields.BAGGAGE_HEADER, baggage);
      }
    }
    return Map.copyOf(headers);
  }

  private static Map<String, String> baggage(RequestIds ids) {
    Map<String, String> members = new LinkedHashMap<>();
    put(members, Fields.USER_ID_ATTRIBUTE, ids.user());
    put(members, Fields.ACTOR_ID_ATTRIBUTE, ids.actor());
    put(members, Fields.SESSION_ID_ATTRIBUTE, ids.session());
    ids.baggage().forEach(members::putIfAbsent);
    return members;
  }

  private static void put(Map<String, String> members, String key, @Nullable String value) {
    if (value != null) {
      members.put(key, BaggageHeader.encode(value));
    }
  }

  /** Neither the user information nor the query, which may hold passwords and tokens. */
  private static String withoutSecrets(URI target) {
    String authority =
        String.valueOf(target.getHost()) + (target.getPort() < 0 ? "" : ":" + target.getPort());
    return target.getScheme() + "://" + authority + target.getRawPath();
  }

  private static int port(URI target) {
    if (target.getPort() >= 0) {
      return target.getPort();
    }
    return "https".equalsIgnoreCase(target.getScheme()) ? 443 : 80;
  }
}
