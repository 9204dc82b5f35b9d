package dev.throughline.correlation.request;

import dev.throughline.correlation.jwt.BearerToken;
import dev.throughline.correlation.jwt.TokenClaims;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one request, shared by every thread that works on it. The correlation id is fixed;
 * user, actor and session may become known late, and then reach the rest of the request's log lines
 * and its span. Thread-safe. It travels inside the OpenTelemetry context, so whatever carries that
 * one carries this.
 */
public final class RequestIds {
  private static final ContextKey<RequestIds> KEY = ContextKey.named("throughline-request-ids");

  /** Where it is current no request is, whatever OpenTelemetry's context holds. */
  static final RequestIds NOBODY = new RequestIds("-", Map.of(), UserPseudonym.withKey(null), null);

  private final String correlationId;
  private final Map<String, String> baggage;
  private final UserPseudonym pseudonym;
  private volatile @Nullable BearerToken token;
  private volatile Span span = Span.getInvalid();
  private volatile boolean spanIsOurs;
  private volatile @Nullable String user;
  private volatile @Nullable String actor;
  private volatile @Nullable String session;
  private volatile boolean userWasTold;
  private volatile boolean userIsFromToken;
  private volatile boolean sessionWasTold;
  private volatile boolean sessionWasFound;
  private volatile @Nullable TokenClaims claims;

  RequestIds(
      String correlationId,
      Map<String, String> trustedBaggage,
      UserPseudonym pseudonym,
      @Nullable BearerToken token) {
    this.correlationId = correlationId;
    this.baggage = trustedBaggage;
    this.pseudonym = pseudonym;
    this.token = token;
    this.user = pseudonym.ofCallers(BaggageHeader.value(baggage, Fields.USER_ID_ATTRIBUTE));
    this.actor = pseudonym.ofCallers(BaggageHeader.value(baggage, Fields.ACTOR_ID_ATTRIBUTE));
    this.session = PersonId.valid(BaggageHeader.value(baggage, Fields.SESSION_ID_ATTRIBUTE));
  }

  /** Ids of nobody's, with a correlation id of their own. */
  static RequestIds anonymous() {
    return new RequestIds(RandomIds.hex128(), Map.of(), Settings.current().pseudonym(), null);
  }

  /** Those of the request this thread works on; null outside of one. */
  public static @Nullable RequestIds current() {
    return current(Context.current());
  }

  /** Those that would be with this context as the current one. */
  static @Nullable RequestIds current(@Nullable Context context) {
    RequestIds beside = BesideContext.ids();
    if (beside != null) {
      return beside == NOBODY ? null : beside;
    }
    return context == null ? null : in(context);
  }

  /**
   * Those of the request this thread works on; outside of one, a stand-in that writes on the
   * current span: an agent's, where its extension reads them.
   */
  public static RequestIds currentOrOfSpan() {
    RequestIds current = current();
    if (current != null) {
      return current;
    }
    RequestIds standIn = anonymous();
    standIn.span = Tracers.current();
    return standIn;
  }

  static @Nullable RequestIds in(Context context) {
    return context.get(KEY);
  }

  /** The context with these ids and the span that this filter has started for the request. */
  Context withOwnSpan(Context context, Span span) {
    spanIsOurs = true;
    return with(context, span);
  }

  /** The context with these ids and the request's span that somebody else has started, and ends. */
  Context joining(Context context, Span span) {
    spanIsOurs = false;
    return with(context, span);
  }

  /** The span is also told of what becomes known late. */
  private Context with(Context context, Span span) {
    this.span = span;
    describe(Attributes.CORRELATION_ID, correlationId);
    describe(Attributes.USER_ID, user);
    describe(Attributes.ACTOR_ID, actor);
    describe(Attributes.SESSION_ID, session);
    return context.with(span).with(KEY, this);
  }

  public String correlationId() {
    return correlationId;
  }

  public @Nullable String user() {
    return user;
  }

  public @Nullable String actor() {
    return actor;
  }

  public @Nullable String session() {
    return session;
  }

  /** The request's own span; one that records nothing if there is no SDK. */
  public Span span() {
    return span;
  }

  /** The context with these ids and the span this thread works on, where it is without them. */
  Context carriedIn(Context context) {
    Span current = currentSpan();
    Context spanned = current == Span.fromContext(context) ? context : context.with(current);
    return in(spanned) == this ? spanned : spanned.with(KEY, this);
  }

  /** Whether this filter has started the span, and ends it. */
  boolean spanIsOurs() {
    return spanIsOurs;
  }

  /** The span this thread works on within the request: a nested one, else the request's own. */
  Span currentSpan() {
    Span current = Tracers.current();
    return current.getSpanContext().isValid() ? current : span;
  }

  /** The fields of a log line that this thread writes for the request, as far as known. */
  public Map<String, String> lineFields() {
    Map<String, String> fields = new HashMap<>();
    SpanContext context = currentSpan().getSpanContext();
    fields.put(Fields.CORRELATION_ID, correlationId);
    if (context.isValid()) {
      fields.put(Fields.TRACE_ID, context.getTraceId());
      fields.put(Fields.SPAN_ID, context.getSpanId());
      fields.put(Fields.TRACE_FLAGS, context.getTraceFlags().asHex());
    }
    addIfKnown(Fields.USER_ID, user, fields);
    addIfKnown(Fields.SESSION_ID, session, fields);
    addIfKnown(Fields.ACTOR_ID, actor, fields);
    return fields;
  }

  private static void addIfKnown(String key, @Nullable String value, Map<String, String> fields) {
    if (value != null) {
      fields.put(key, value);
    }
  }

  /** What a trusted caller sent: members by key, raw. */
  Map<String, String> baggage() {
    return baggage;
  }

  /** The application's own word: before baggage and principal. An invalid value changes nothing. */
  public void tellUser(String id) {
    String name = pseudonym.of(id);
    if (name != null) {
      userWasTold = true;
      userIsFromToken = false;
      changeUser(name);
    }
  }

  /**
   * The authenticated principal: only where neither the application nor the caller named a user.
   */
  public void principal(@Nullable String name) {
    boolean known = userWasTold || (user != null && !userIsFromToken);
    String id = known ? null : pseudonym.of(name);
    if (id != null) {
      userIsFromToken = false;
      changeUser(id);
    }
  }

  /**
   * Whom a bearer token names that a key of ours has signed, its session and who acts: each only
   * where nobody else has named one. To be called once whoever checks credentials has been asked.
   */
  public void readToken() {
    TokenClaims said = claims();
    if (said == null || !said.verified()) {
      return;
    }
    String subject = user == null ? pseudonym.of(said.subject()) : null;
    if (subject != null) {
      userIsFromToken = true;
      changeUser(subject);
    }
    if (actor == null && said.actor() != null) {
      tellActor(said.actor());
    }
    String signIn = session == null ? PersonId.valid(said.session()) : null;
    if (signIn != null) {
      changeSession(signIn);
    }
  }

  /**
   * The last word on the span, before it ends: where nobody has said who it was, whom the caller's
   * token claims to be from.
   */
  void complete() {
    readToken();
    TokenClaims said = claims();
    if (user == null && said != null && !said.verified()) {
      describe(Attributes.UNVERIFIED_USER_ID, pseudonym.of(said.subject()));
    }
  }

  private @Nullable TokenClaims claims() {
    BearerToken unread = token;
    if (unread != null) {
      try {
        claims = unread.read();
      } catch (RuntimeException e) {
        FirstFailure.report("reading a bearer token", e); // a security provider's trouble
      }
      token = null; // what carries these ids on may live long, and is no place for a credential
    }
    return claims;
  }

  public void tellActor(String id) {
    String name = pseudonym.of(id);
    if (name != null) {
      actor = name;
      changed(Fields.ACTOR_ID, Attributes.ACTOR_ID, name);
    }
  }

  /** The application's own word: before any session a container or a caller knows. */
  public void tellSession(String id) {
    if (PersonId.valid(id) != null) {
      sessionWasTold = true;
      sessionWasFound = false;
      changeSession(id);
    }
  }

  /** The session found in the container: only where the application has not named one. */
  public void foundSession(String id) {
    if (!sessionWasTold && !id.equals(session)) {
      sessionWasFound = true;
      changeSession(id);
    }
  }

  /**
   * The name for a session that begins in this request. Null also where the request's was found in
   * another session: after a logout that one is over, and the next may be somebody else's.
   */
  public @Nullable String sessionToTakeOver() {
    return sessionWasFound ? null : session;
  }

  private void changeSession(String id) {
    session = id;
    changed(Fields.SESSION_ID, Attributes.SESSION_ID, id);
  }

  private void changeUser(String id) {
    user = id;
    changed(Fields.USER_ID, Attributes.USER_ID, id);
  }

  private void changed(String mdcKey, AttributeKey<String> attribute, @Nullable String value) {
    describe(attribute, value);
    if (current() == this) {
      MdcScope.set(mdcKey, value);
    }
  }

  private void describe(AttributeKey<String> attribute, @Nullable String value) {
    if (value != null) {
      span.setAttribute(attribute, value);
    }
  }
}
