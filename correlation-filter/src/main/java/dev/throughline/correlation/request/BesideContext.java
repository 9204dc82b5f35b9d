package dev.throughline.correlation.request;

import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** Ids that are current on a thread beside OpenTelemetry's context, and then before those in it. */
final class BesideContext {
  private static final ThreadLocal<RequestIds> IDS = new ThreadLocal<>();

  /** Null if those in OpenTelemetry's context count. */
  static @Nullable RequestIds ids() {
    return IDS.get();
  }

  /** Until the scope is closed these ids count, or with null those in OpenTelemetry's context. */
  static Scope open(@Nullable RequestIds ids) {
    RequestIds before = IDS.get();
    if (before == ids) {
      return Scope.noop();
    }
    set(ids);
    return () -> set(before);
  }

  private static void set(@Nullable RequestIds ids) {
    if (ids == null) {
      IDS.remove();
    } else {
      IDS.set(ids);
    }
  }

  private BesideContext() {}
}
