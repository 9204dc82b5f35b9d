package dev.throughline.correlation.request;

import io.opentelemetry.context.Context;

/** The ids current on one thread, to be made current on another one. Immutable. */
public final class CapturedContext {
  private final Context context;

  private CapturedContext(Context context) {
    this.context = context;
  }

  /** What is current on this thread, which may be no request at all. */
  public static CapturedContext now() {
    return new CapturedContext(Context.current());
  }

  /** Makes it current on this thread until the scope is closed, on this thread. */
  public CorrelationScope activate() {
    return MdcScope.open(context);
  }
}
