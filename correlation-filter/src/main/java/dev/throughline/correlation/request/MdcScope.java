package dev.throughline.correlation.request;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Makes a context current together with its ids in the MDC. Each key is saved, changed only if it
 * differs (a change copies the whole map in some logging back ends), and put back on close. A
 * context without ids clears them: what an earlier task left behind is never the next one's.
 */
final class MdcScope implements CorrelationScope {
  private static final String[] KEYS = {
    Fields.CORRELATION_ID,
    Fields.TRACE_ID,
    Fields.SPAN_ID,
    Fields.TRACE_FLAGS,
    Fields.USER_ID,
    Fields.SESSION_ID,
    Fields.ACTOR_ID
  };

  private final Thread owner = Thread.currentThread();
  private final @Nullable String[] before = new @Nullable String[KEYS.length];
  private final Scope scope;
  private final Scope beside;
  private final @Nullable CorrelationScope theirs;

  /**
   * The request whose lines these were before, too, as far as known then; null if it is another.
   */
  private @Nullable RequestIds goesOn;

  private boolean closed;

  private MdcScope(Scope scope, Scope beside, @Nullable CorrelationScope theirs) {
    this.scope = scope;
    this.beside = beside;
    this.theirs = theirs;
  }

  @SuppressWarnings("MustBeClosedChecker") // the OpenTelemetry scope is ours to close, in close()
  static CorrelationScope open(Context context) {
    RequestIds ids = RequestIds.in(context);
    Span span = Span.fromContext(context);
    CorrelationScope theirs = span instanceof AppSpan app ? app.activate() : null;
    Scope scope = context.makeCurrent();
    // Others put contexts of their own in the place of ours, with the ids not in them.
    RequestIds beside = ids == null || ids.spanIsOurs() ? null : ids;
    MdcScope opened = new MdcScope(scope, BesideContext.open(beside), theirs);
    opened.show(ids, span);
    return opened;
  }

  /**
   * Makes ids current beside OpenTelemetry's context, which stays as it is: for carriers that also
   * carry somebody's spans, and do not close scopes in the order in which those can bear it.
   */
  @SuppressWarnings("MustBeClosedChecker") // ours to close, in close()
  static CorrelationScope openBeside(@Nullable RequestIds ids) {
    MdcScope opened =
        new MdcScope(Scope.noop(), BesideContext.open(ids == null ? RequestIds.NOBODY : ids), null);
    opened.show(ids, ids == null ? Span.getInvalid() : ids.currentSpan());
    return opened;
  }

  /** Puts the ids of a context into the MDC, and makes nothing current. */
  @SuppressWarnings("MustBeClosedChecker") // scopes that do nothing
  static CorrelationScope openForLines(Context context) {
    MdcScope opened = new MdcScope(Scope.noop(), Scope.noop(), null);
    opened.show(RequestIds.in(context), Span.fromContext(context));
    return opened;
  }

  private void show(@Nullable RequestIds ids, Span current) {
    SpanContext span = current.getSpanContext();
    boolean traced = ids != null && span.isValid();
    boolean same = put(0, ids == null ? null : ids.correlationId());
    put(1, traced ? span.getTraceId() : null);
    put(2, traced ? span.getSpanId() : null);
    put(3, traced ? span.getTraceFlags().asHex() : null);
    same &= put(4, ids == null ? null : ids.user());
    same &= put(5, ids == null ? null : ids.session());
    same &= put(6, ids == null ? null : ids.actor());
    goesOn = same ? ids : null;
  }

  @Override
  public void close() {
    // On another thread there is nothing of ours to put back, only somebody else's to damage.
    if (closed || Thread.currentThread() != owner) {
      return;
    }
    closed = true;
    for (int i = 0; i < KEYS.length; i++) {
      set(KEYS[i], before[i]);
    }
    beside.close();
    scope.close();
    if (theirs != null) {
      theirs.close();
    }
    if (goesOn != null) {
      showLate(goesOn);
    }
  }

  /** Who became known while the scope was open is known on the rest of the request's lines. */
  private void showLate(RequestIds ids) {
    boolean same =
        Objects.equals(before[4], ids.user())
            && Objects.equals(before[5], ids.session())
            && Objects.equals(before[6], ids.actor());
    if (!same && RequestIds.current() == ids) {
      set(KEYS[4], ids.user());
      set(KEYS[5], ids.session());
      set(KEYS[6], ids.actor());
    }
  }

  /** Whether the value was there before. */
  private boolean put(int key, @Nullable String value) {
    before[key] = MDC.get(KEYS[key]);
    boolean same = Objects.equals(before[key], value);
    if (!same) {
      change(KEYS[key], value);
    }
    return same;
  }

  /** Leaves an equal value alone. */
  static void set(String key, @Nullable String value) {
    if (!Objects.equals(MDC.get(key), value)) {
      change(key, value);
    }
  }

  private static void change(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
