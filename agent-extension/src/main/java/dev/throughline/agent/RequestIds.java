package dev.throughline.agent;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an incoming request or message said about itself, read once from its headers and carried in
 * the OpenTelemetry context, so that spans, log records, calls and the echo all see one correlation
 * id. Immutable.
 */
final class RequestIds implements ImplicitContextKeyed {
  private static final ContextKey<RequestIds> KEY = ContextKey.named("throughline-request-ids");

  private final String correlationId;
  private final @Nullable String foreignId;
  private final boolean sent;
  private final @Nullable String requestId;
  private final boolean fromBrowser;
  private final boolean preflight;
  private final boolean forwarded;
  private final @Nullable String session;

  private <C> RequestIds(
      @Nullable String sent, @Nullable String requestId, C carrier, TextMapGetter<C> getter) {
    this.correlationId = sent == null ? CorrelationId.random() : sent;
    this.foreignId = null;
    this.sent = sent != null;
    this.requestId = requestId;
    this.fromBrowser = getter.get(carrier, "Origin") != null;
    this.preflight = fromBrowser && getter.get(carrier, "Access-Control-Request-Method") != null;
    Settings settings = Settings.current();
    this.forwarded =
        settings.trust() == Trust.INTERNAL
            && (getter.get(carrier, "Forwarded") != null
                || getter.get(carrier, "X-Forwarded-For") != null);
    List<String> cookies = settings.sessionCookies();
    this.session =
        cookies.isEmpty()
            ? null
            : SessionCookie.session(getter.getAll(carrier, SessionCookie.REQUEST_HEADER), cookies);
  }

  /** The same request, its caller's id put aside. */
  private RequestIds(RequestIds stranger) {
    this.correlationId = CorrelationId.random();
    this.foreignId = stranger.correlationId;
    this.sent = false;
    this.requestId = stranger.requestId;
    this.fromBrowser = stranger.fromBrowser;
    this.preflight = stranger.preflight;
    this.forwarded = stranger.forwarded;
    this.session = stranger.session;
  }

  /** Those of the request that {@code context} belongs to; null outside of one. */
  static @Nullable RequestIds in(Context context) {
    return context.get(KEY);
  }

  /**
   * Reads {@code X-Correlation-ID}, before {@code X-Request-ID}. Where neither names a valid id,
   * the context keeps the one it has (a message taken in the middle of a request), else gets a new
   * one.
   */
  static <C> RequestIds read(Context context, C carrier, TextMapGetter<C> getter) {
    Iterator<String> correlation = getter.getAll(carrier, Fields.CORRELATION_HEADER);
    boolean named = correlation.hasNext();
    String sent = CorrelationId.only(correlation);
    String requestId = CorrelationId.only(getter.getAll(carrier, Fields.REQUEST_ID_HEADER));
    if (!named) {
      sent = requestId;
    }
    RequestIds outer = in(context);
    if (sent == null && outer != null) {
      return outer;
    }
    return new RequestIds(sent, requestId, carrier, getter);
  }

  /** With an id of our own instead of one that a caller who is not believed has sent. */
  RequestIds ofStranger() {
    return sent ? new RequestIds(this) : this;
  }

  /** Also as baggage: that is what the agent copies into logging contexts and applications see. */
  @Override
  public Context storeInContext(Context context) {
    Baggage baggage =
        Baggage.fromContext(context).toBuilder()
            .put(Fields.CORRELATION_ID.getKey(), correlationId)
            .build();
    return context.with(KEY, this).with(baggage);
  }

  String correlationId() {
    return correlationId;
  }

  /** The id of a caller who was not believed; null where there is none. */
  @Nullable String foreignId() {
    return foreignId;
  }

  /** What a valid {@code X-Request-ID} said, to be echoed; null if none was sent. */
  @Nullable String requestId() {
    return requestId;
  }

  /** Whether it came with an {@code Origin}: only then does a browser hide response headers. */
  boolean fromBrowser() {
    return fromBrowser;
  }

  boolean preflight() {
    return preflight;
  }

  /**
   * Whether a proxy speaks for somebody else, so that the peer's address says nothing. Not asked
   * where trust does not go by addresses.
   */
  boolean forwarded() {
    return forwarded;
  }

  /** The session that the visitor's own cookie names; null where there is none. */
  @Nullable String session() {
    return session;
  }
}
