package dev.throughline.correlation.request;

import io.opentelemetry.context.Context;

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
    return new CapturedContext(Context.current());
  }

  /** No request, whatever is current. */
  public static CapturedContext none() {
    return new CapturedContext(Context.root());
  }

  /** Whether there is a request in it. */
  public boolean hasIds() {
    return RequestIds.in(context) != null;
  }

  /** Makes it current on this thread until the scope is closed, on this thread. */
  public CorrelationScope activate() {
    return MdcScope.open(context);
  }
}
