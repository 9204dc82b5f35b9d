package dev.throughline.agent;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.instrumentation.api.instrumenter.ContextCustomizer;
import org.jspecify.annotations.Nullable;

/**
 * Decides, when a server's span is about to start, what of the caller's word is believed. The
 * propagators have read everything by then, and only here is something known of the peer: the
 * agent's {@code client.address}, which is the peer's own where no forwarding header came along.
 */
final class IncomingBoundary implements ContextCustomizer<Object> {
  private static final ContextKey<SpanContext> FOREIGN =
      ContextKey.named("throughline-foreign-trace");

  private final boolean peerIsSeen;

  private IncomingBoundary(boolean peerIsSeen) {
    this.peerIsSeen = peerIsSeen;
  }

  /** Of an HTTP server: one that does not say who calls may be called by anybody. */
  static IncomingBoundary ofHttp() {
    return new IncomingBoundary(true);
  }

  /** Of a server of calls, whose peers the agent does not name; strangers seldom reach one. */
  static IncomingBoundary ofCalls() {
    return new IncomingBoundary(false);
  }

  /** The trace a caller claimed and was not believed; null for everybody else. */
  static @Nullable SpanContext foreignTrace(Context context) {
    return context.get(FOREIGN);
  }

  @Override
  public Context onStart(Context context, Object request, Attributes startAttributes) {
    try {
      return KnownIds.atTheDoor(withSession(cross(context, Settings.current(), startAttributes)));
    } catch (Exception | LinkageError e) {
      Failures.report("server start", e);
      return Failures.withoutBaggage(context);
    }
  }

  private Context cross(Context context, Settings settings, Attributes attributes) {
    switch (settings.trust()) {
      case ALWAYS:
        return context;
      case INTERNAL:
        return fromInside(context, settings.peers(), attributes.get(Fields.CLIENT_ADDRESS));
      case EDGE:
        break;
    }
    return enter(context);
  }

  /** The visitor's own cookie is nearer to the person than a caller's word. */
  private static Context withSession(Context context) {
    RequestIds ids = RequestIds.in(context);
    String session = ids == null ? null : ids.session();
    if (session == null) {
      return context;
    }
    Baggage baggage = Baggage.fromContext(context);
    return context.with(baggage.toBuilder().put(Fields.SESSION_ID.getKey(), session).build());
  }

  /** Of a proxy, and of whoever makes a call, ids are believed and users are not. */
  private Context fromInside(Context context, TrustedPeers peers, @Nullable String address) {
    RequestIds ids = RequestIds.in(context);
    if (ids == null || ids.forwarded() || (address == null && !peerIsSeen)) {
      return UserBaggage.dismissed(UserBaggage.removedFrom(context));
    }
    return address != null && peers.include(address)
        ? UserBaggage.believed(context)
        : enter(context);
  }

  /**
   * A new trace that links to the foreign one, sampled by our own rules, without baggage and id.
   */
  private static Context enter(Context context) {
    Context entered = UserBaggage.dismissed(context).with(Baggage.empty());
    SpanContext foreign = Span.fromContext(context).getSpanContext();
    if (foreign.isRemote()) {
      entered = entered.with(Span.getInvalid()).with(FOREIGN, foreign);
    }
    RequestIds ids = RequestIds.in(context);
    return ids == null ? entered : entered.with(ids.ofStranger());
  }
}
