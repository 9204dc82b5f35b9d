package dev.throughline.correlation.request;

import dev.throughline.correlation.trace.TraceFormat;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a call takes along, beside the headers that are on it already.
 *
 * @param sent the value of a header on the call, its lines joined by commas, by name in any case;
 *     null if it is not there
 */
record OutgoingHeaders(
    RequestIds ids, URI target, Settings settings, Function<String, @Nullable String> sent) {

  /** The headers to be set, by name. */
  Map<String, String> of(Span span, Span parent) {
    Map<String, String> headers = new LinkedHashMap<>();
    add(Fields.CORRELATION_HEADER, ids.correlationId(), headers);
    if (!TraceFormat.isIn(sent)) {
      trace(span, parent).forEach((name, value) -> add(name, value, headers));
    }
    String baggage = baggage();
    if (!baggage.isEmpty()) {
      headers.put(Fields.BAGGAGE_HEADER, baggage);
    }
    return Map.copyOf(headers);
  }

  /** One trace in one way: in that of the tracer whose span it is, else as configured. */
  private Map<String, String> trace(Span span, Span parent) {
    if (parent instanceof AppSpan its) {
      return its.headers();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    SpanContext context = span.getSpanContext();
    if (context.isValid()) {
      settings.formats().forEach(format -> format.write(context, headers));
    }
    return headers;
  }

  /**
   * Ours and what the call has, whose own members go first; empty where nothing is to be set, also
   * where the call has something that we cannot read.
   */
  private String baggage() {
    String already = sent.apply(Fields.BAGGAGE_HEADER);
    Map<String, String> members = new LinkedHashMap<>();
    if (already != null) {
      members.putAll(BaggageHeader.read(List.of(already)));
    }
    boolean unreadable = already != null && members.isEmpty();
    if (unreadable || !settings.baggageMayGoTo(CallTarget.of(target).host())) {
      return "";
    }
    member(Fields.USER_ID_ATTRIBUTE, ids.user(), members);
    member(Fields.ACTOR_ID_ATTRIBUTE, ids.actor(), members);
    member(Fields.SESSION_ID_ATTRIBUTE, ids.session(), members);
    ids.baggage().forEach(members::putIfAbsent);
    return BaggageHeader.write(members);
  }

  private void add(String name, String value, Map<String, String> headers) {
    if (sent.apply(name) == null) {
      headers.put(name, value);
    }
  }

  private static void member(String key, @Nullable String value, Map<String, String> members) {
    if (value != null) {
      members.putIfAbsent(key, BaggageHeader.encode(value));
    }
  }
}
