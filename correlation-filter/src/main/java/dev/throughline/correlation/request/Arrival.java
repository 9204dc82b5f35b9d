package dev.throughline.correlation.request;

import dev.throughline.correlation.jwt.BearerToken;
import dev.throughline.correlation.request.Trust.Belief;
import dev.throughline.correlation.trace.TraceFormat;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
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
  private static final io.opentelemetry.api.common.Attributes FOREIGN =
      io.opentelemetry.api.common.Attributes.of(
          AttributeKey.booleanKey(Fields.FOREIGN_LINK_ATTRIBUTE), true);

  /** Where the agent's propagators find baggage: W3C's, Jaeger's two ways, and OpenTracing's. */
  private static final List<String> AGENTS_BAGGAGE =
      List.of(
          Fields.BAGGAGE_HEADER,
          "jaeger-baggage",
          "uberctx-" + Fields.CORRELATION_ID_ATTRIBUTE,
          "ot-baggage-" + Fields.CORRELATION_ID_ATTRIBUTE);

  ServedRequest of(IncomingRequest request) {
    IncomingHeaders headers = request.headers();
    Belief belief = settings.trust().in(request, settings.peers());
    List<String> requestIds = headers.lines(Fields.REQUEST_ID_HEADER);
    String sent = sentId(headers.lines(Fields.CORRELATION_HEADER), requestIds);
    Span current = Tracers.joinable();
    boolean starts = current == null && !Tracers.othersAtWork();
    String agents = current != null ? agentsId(headers) : null;
    String believed = sent != null && belief != Belief.NOTHING ? sent : RandomIds.hex128();
    String correlationId = agents != null ? agents : believed;
    RequestIds ids =
        new RequestIds(
            correlationId,
            baggage(headers, belief),
            settings.pseudonym(),
            BearerToken.of(headers.lines(Fields.AUTHORIZATION_HEADER), settings.jwtKeys()));
    Span span =
        current != null ? current : starts ? start(request, belief) : awaited(headers, belief);
    if (sent != null && !sent.equals(correlationId)) {
      span.setAttribute(Attributes.FOREIGN_ID, sent);
    }
    return new ServedRequest(
        ids,
        echo(correlationId, CorrelationId.only(requestIds), headers, request.method()),
        starts ? ids.withOwnSpan(Context.current(), span) : ids.joining(Context.current(), span),
        request.method());
  }

  /** Null if none was sent, or several, or one outside the grammar. */
  private static @Nullable String sentId(List<String> correlation, List<String> requestIds) {
    return CorrelationId.only(correlation.isEmpty() ? requestIds : correlation);
  }

  /**
   * The id that the agent's extension has read or made for this request: it came first and may have
   * echoed it already. An agent without the extension merely passes on what the caller's baggage
   * says, in whatever header and within whatever limits it reads that: an id that the caller has
   * written anywhere there is the caller's word.
   */
  private static @Nullable String agentsId(IncomingHeaders headers) {
    String id = Baggage.current().getEntryValue(Fields.CORRELATION_ID_ATTRIBUTE);
    if (id == null || !CorrelationId.isValid(id)) {
      return null;
    }
    for (String name : AGENTS_BAGGAGE) {
      for (String line : headers.lines(name)) {
        if (BaggageHeader.contains(line, id)) {
          return null;
        }
      }
    }
    return id;
  }

  private static Map<String, String> baggage(IncomingHeaders headers, Belief belief) {
    return belief == Belief.EVERYTHING
        ? BaggageHeader.read(headers.lines(Fields.BAGGAGE_HEADER))
        : Map.of();
  }

  private Span start(IncomingRequest request, Belief belief) {
    SpanContext caller = TraceFormat.read(request.headers()::lines);
    Span span =
        telemetry == OpenTelemetry.noop()
            ? Span.wrap(belief == Belief.NOTHING ? SpanContext.getInvalid() : caller)
            : recorded(request, caller, belief);
    return span.getSpanContext().isValid() ? span : Span.wrap(newTrace());
  }

  private Span recorded(IncomingRequest request, SpanContext caller, Belief belief) {
    SpanBuilder builder = describe(spanBuilder(request), request);
    if (belief != Belief.NOTHING) {
      builder.setParent(Context.current().with(Span.wrap(caller)));
    } else if (caller.isValid()) {
      builder.setNoParent().addLink(caller, FOREIGN);
      builder.setAttribute(Attributes.FOREIGN_TRACE_ID, caller.getTraceId());
    }
    return builder.startSpan();
  }

  /**
   * Another tracer's filter is still to come. Until then the caller's trace is all that is known;
   * an id of our own would be a second one for the same request.
   */
  private static Span awaited(IncomingHeaders headers, Belief belief) {
    return belief == Belief.NOTHING
        ? Span.getInvalid()
        : Span.wrap(TraceFormat.read(headers::lines));
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
  static SpanContext newTrace() {
    return SpanContext.create(
        RandomIds.hex128(), RandomIds.spanId(), TraceFlags.getSampled(), TraceState.getDefault());
  }

  private static Map<String, String> echo(
      String correlationId, @Nullable String requestId, IncomingHeaders headers, String method) {
    boolean fromABrowser = !headers.lines("Origin").isEmpty();
    if (requestId == null && !fromABrowser) {
      return Map.of(Fields.CORRELATION_HEADER, correlationId); // nearly every request
    }
    Map<String, String> echo = new LinkedHashMap<>();
    echo.put(Fields.CORRELATION_HEADER, correlationId);
    if (requestId != null) {
      echo.put(Fields.REQUEST_ID_HEADER, requestId);
    }
    if (fromABrowser) {
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
