package dev.throughline.correlation.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Locale;

/** Ids as the older formats write them: shorter ones, upper case, leading zeros left out. */
final class HexIds {
  /** A remote span; an invalid one if an id is too long, not hex, or all zeros. */
  static SpanContext remote(String traceId, String spanId, boolean sampled) {
    if (traceId.isEmpty() || traceId.length() > 32 || spanId.isEmpty() || spanId.length() > 16) {
      return SpanContext.getInvalid();
    }
    TraceFlags flags = sampled ? TraceFlags.getSampled() : TraceFlags.getDefault();
    // It checks the ids itself and gives the invalid context if one is bad.
    return SpanContext.createFromRemoteParent(
        padded(traceId, 32), padded(spanId, 16), flags, TraceState.getDefault());
  }

  private static String padded(String id, int length) {
    return "0".repeat(length - id.length()) + id.toLowerCase(Locale.ROOT);
  }

  private HexIds() {}
}
