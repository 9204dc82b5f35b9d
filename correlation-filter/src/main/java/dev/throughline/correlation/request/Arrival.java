package dev.throughline.correlation.request;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an incoming request gets its ids and its span. */
record Arrival(OpenTelemetry telemetry, Settings settings) {

  ServedRequest of(IncomingRequest request) {
    IncomingHeaders headers = request.headers();
    List<String> requestIdLines = headers.lines(Fields.REQUEST_ID_HEADER);
    String correlationId = correlationId(headers.lines(Fields.CORRELATION_HEADER), requestIdLines);
    RequestIds ids = new RequestIds(correlationId, trustedBaggage(request));
    Span current = Span.current();
    boolean joins = current.getSpanContext().isValid() && !current.getSpanContext().isRemote();
    Span span = joins ? current : start(request);
    return new ServedRequest(
        ids,
        echo(correlationId, CorrelationId.only(requestIdLines), headers, request.method()),
        ids.within(Context.current(), span),
        !joins,
        request.method());
  }

  private static String correlationId(List<String> correlation, List<String> requestId) {
    String sent = CorrelationId.only(correlation.isEmpty() ? requestId : correlation);
    return sent == null ? RandomIds.hex128() : sent;
  }

  private Map<String, String> trustedBaggage(IncomingRequest request) {
    List<String> lines = request.headers().lines(Fields.BAGGAGE_HEADER);
    return !lines.isEmpty() && settings.trust().covers(request.peer(), request.headers())
        ? BaggageHeader.read(lines)
        : Map.of();
  }

  private Span start(IncomingRequest request) {
    SpanContext caller =
        TraceParent.read(
            request.headers().lines(Fields.TRACEPARENT_HEADER),
            request.headers().lines(Fields.TRACESTATE_HEADER));
    Context parent = Context.current().with(Span.wrap(caller));
    Span span = describe(spanBuilder(request), request).setParent(parent).startSpan();
    return span.getSpanContext().isValid() ? span : Span.wrap(newTrace());
  }

  private SpanBuilder spanBuilder(IncomingRequest request) {
    return telemetry
        .getTracer(Telemetry.SCOPE)
        .spanBuilder(request.method())
        .setSpanKind(SpanKind.SERVER);
  }

  private static SpanBuilder describe(SpanBuilder span, IncomingRequest request) {
    span.setAttribute(Attributes.HTTP_METHOD, request.method());
    span.setAttribute(Attributes.URL_PATH, request.path());
    if (request.peer() != null) {
      span.setAttribute(Attributes.CLIENT_ADDRESS, request.peer().getHostAddress());
    }
    HostHeader.of(request.headers().lines("Host")).describe(span);
    return span;
  }

  /** Sampled: a clear flag from a service without an SDK would silence every service behind it. */
  private static SpanContext newTrace() {
    return SpanContext.create(
        RandomIds.hex128(), RandomIds.spanId(), TraceFlags.getSampled(), TraceState.getDefault());
  }

  private static Map<String, String> echo(
      String correlationId, @Nullable String requestId, IncomingHeaders headers, String method) {
    Map<String, String> echo = new LinkedHashMap<>();
    echo.put(Fields.CORRELATION_HEADER, correlationId);
    if (requestId != null) {
      echo.put(Fields.REQUEST_ID_HEADER, requestId);
    }
    if (!headers.lines("Origin").isEmpty()) {
      String names = String.join(", ", echo.keySet());
      echo.put("Access-Control-Expose-Headers", names);
      if (isPreflight(method, headers)) {
        echo.put("Access-Control-Allow-Headers", Fields.CORRELATION_HEADER);
      }
    }
    return echo;
  }

  private static boolean isPreflight(String method, IncomingHeaders headers) {
    return method.equals("OPTIONS") && !headers.lines("Access-Control-Request-Method").isEmpty();
  }
}
