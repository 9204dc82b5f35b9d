package dev.throughline.correlation.request;

import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** The ids current on one thread, to be made current on another one. Immutable. */
public final class CapturedContext {
  /** Where a reactive library keeps it in a context of its own. */
  public static final String KEY = "dev.throughline.ids";

  private final Context context;

  CapturedContext(Context context) {
    this.context = context;
  }

  /** What is current on this thread, which may be no request at all. */
  public static CapturedContext now() {
    Context context = Context.current();
    RequestIds ids = RequestIds.current();
    return new CapturedContext(ids == null ? withoutIds(context) : ids.carriedIn(context));
  }

  private static Context withoutIds(Context context) {
    return RequestIds.in(context) == null ? context : Context.root();
  }

  /** No request, whatever is current. */
  public static CapturedContext none() {
    return new CapturedContext(Context.root());
  }

  /** Whether there is a request in it. */
  public boolean hasIds() {
    return ids() != null;
  }

  /** Those of the request in it; null if there is none. */
  public @Nullable RequestIds ids() {
    return RequestIds.in(context);
  }

  /** Makes it current on this thread until the scope is closed, on this thread. */
  public CorrelationScope activate() {
    return MdcScope.open(context);
  }

  /**
   * The same for a carrier that closes scopes in another order than the reverse, as Micrometer's
   * context propagation does. A span that somebody else has started stays that one's to carry: two
   * scopes of OpenTelemetry's closed in the wrong order leave a dead span current for good.
   */
  public CorrelationScope activateInAnyOrder() {
    RequestIds ids = ids();
    RequestIds atStake = ids != null ? ids : RequestIds.current();
    if (atStake == null) {
      return () -> {}; // no request of ours to begin or to end, and perhaps an agent's span current
    }
    return atStake.spanIsOurs() ? MdcScope.open(context) : MdcScope.openBeside(ids);
  }
}
