package dev.throughline.agent;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.jspecify.annotations.Nullable;

/** Finds the ids that a span or log record of a given context should carry. */
final class KnownIds {
  private static final ContextKey<Baggage> SENT = ContextKey.named("throughline-sent-baggage");

  /** What a call does not take along, although it is made for them. */
  private static final ContextKey<Baggage> KEPT_BACK =
      ContextKey.named("throughline-kept-back-baggage");

  /** The baggage of so far becomes the caller's word: what the application says goes before it. */
  static Context atTheDoor(Context context) {
    Context entered =
        context.get(KEPT_BACK) == null ? context : keepingBack(context, Baggage.empty());
    return entered.with(SENT, Baggage.fromContext(context));
  }

  /** With people who are no longer in its baggage: its own spans and records name them still. */
  static Context keepingBack(Context context, Baggage people) {
    return context.with(KEPT_BACK, people);
  }

  /**
   * The request's id; where an application has put together a context of its own, that of the span
   * in it. Null for work that no request or message began.
   */
  static @Nullable String correlation(Context context) {
    RequestIds ids = RequestIds.in(context);
    return ids == null
        ? attribute(Span.fromContext(context), Fields.CORRELATION_ID)
        : ids.correlationId();
  }

  /**
   * What the application has put into baggage, else on the request's own span, else on the
   * enclosing one; only then what the caller has sent. Spans begin with a copy of the caller's
   * word.
   */
  static @Nullable String person(Context context, AttributeKey<String> key) {
    Baggage sentBaggage = context.get(SENT);
    String sent = sentBaggage == null ? null : in(sentBaggage, key);
    String carried = in(Baggage.fromContext(context), key);
    Baggage keptBack = carried == null ? context.get(KEPT_BACK) : null;
    if (keptBack != null) {
      carried = in(keptBack, key);
    }
    if (carried != null && !carried.equals(sent)) {
      return carried;
    }
    Span root = LocalRootSpan.fromContext(context);
    Span enclosing = Span.fromContext(context);
    String told = on(root, key);
    if (enclosing != root && (told == null || told.equals(sent))) {
      told = on(enclosing, key);
    }
    return told == null ? carried : told;
  }

  private static @Nullable String in(Baggage baggage, AttributeKey<String> key) {
    return told(key, baggage.getEntryValue(key.getKey()));
  }

  /** An id as it may be told: that of a user or actor as a pseudonym, where a key is configured. */
  static @Nullable String told(AttributeKey<String> key, @Nullable String id) {
    return key.equals(Fields.SESSION_ID)
        ? PersonId.valid(id)
        : Settings.current().pseudonym().ofServices(id);
  }

  /** What a span says of a person, in our words or in the agent's own. */
  static @Nullable String on(Span span, AttributeKey<String> key) {
    String id = attribute(span, key);
    return id == null && key.equals(Fields.USER_ID)
        ? principal(span, Settings.current())
        : told(key, id);
  }

  private static @Nullable String principal(Span span, Settings settings) {
    return settings.pseudonym().of(attribute(span, settings.principal()));
  }

  private static @Nullable String attribute(Span span, AttributeKey<String> key) {
    return span instanceof ReadableSpan ? ((ReadableSpan) span).getAttribute(key) : null;
  }

  private KnownIds() {}
}
