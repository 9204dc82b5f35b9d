package dev.throughline.correlation.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.List;

/**
 * Reads and writes {@code traceparent}, W3C Trace Context level 2. Stricter than OpenTelemetry's
 * own propagator in two places: two header lines are no header, and flag bits the level does not
 * know are dropped instead of passed on.
 */
final class TraceParent {
  private static final int LENGTH = 55;
  private static final int KNOWN_FLAGS = 0x03; // sampled, random trace id

  /** The caller's span, remote; {@link SpanContext#getInvalid()} if the lines do not name one. */
  static SpanContext read(List<String> lines, List<String> tracestate) {
    if (lines.size() != 1 || !isWellFormed(lines.get(0))) {
      return SpanContext.getInvalid();
    }
    String line = lines.get(0);
    String traceId = line.substring(3, 35);
    String spanId = line.substring(36, 52);
    if (!TraceId.isValid(traceId) || !SpanId.isValid(spanId)) {
      return SpanContext.getInvalid();
    }
    byte flags = (byte) (TraceFlags.fromHex(line, 53).asByte() & KNOWN_FLAGS);
    TraceState state = TraceStateHeader.read(tracestate);
    return SpanContext.createFromRemoteParent(traceId, spanId, TraceFlags.fromByte(flags), state);
  }

  static String write(SpanContext span) {
    return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
  }

  private static boolean isWellFormed(String line) {
    return line != null
        && line.length() >= LENGTH
        && isHex(line, 0, 2)
        && !line.startsWith("ff")
        && (line.startsWith("00") ? line.length() == LENGTH : isLaterVersion(line))
        && line.charAt(2) == '-'
        && isHex(line, 3, 35)
        && line.charAt(35) == '-'
        && isHex(line, 36, 52)
        && line.charAt(52) == '-'
        && isHex(line, 53, LENGTH);
  }

  /** A version to come may add fields after another dash; what we know of it stays where it is. */
  private static boolean isLaterVersion(String line) {
    return line.length() == LENGTH || line.charAt(LENGTH) == '-';
  }

  private static boolean isHex(String line, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private TraceParent() {}
}
