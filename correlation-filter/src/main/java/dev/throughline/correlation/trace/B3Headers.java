package dev.throughline.correlation.trace;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.function.Function;

/**
 * Zipkin's B3: trace ids of 16 or 32 digits, a decision of 0, 1, true, false or d (debug). A
 * decision that is left open counts as sampled: whether to keep the trace is then ours to say.
 */
final class B3Headers {
  static SpanContext single(List<String> lines) {
    if (lines.size() != 1) {
      return SpanContext.getInvalid();
    }
    String[] parts = lines.get(0).split("-", -1);
    if (parts.length < 2 || parts.length > 4) {
      return SpanContext.getInvalid(); // a lone 0, 1 or d decides, but names no trace
    }
    return ids(parts[0], parts[1], parts.length < 3 ? "" : parts[2]);
  }

  static SpanContext several(Function<String, List<String>> headers) {
    List<String> traceId = headers.apply("X-B3-TraceId");
    List<String> spanId = headers.apply("X-B3-SpanId");
    if (traceId.size() != 1 || spanId.size() != 1) {
      return SpanContext.getInvalid();
    }
    List<String> decision = headers.apply("X-B3-Sampled");
    boolean debug = headers.apply("X-B3-Flags").contains("1");
    String sampled = debug || decision.isEmpty() ? "" : decision.get(0);
    return ids(traceId.get(0), spanId.get(0), sampled);
  }

  private static SpanContext ids(String traceId, String spanId, String decision) {
    if (traceId.length() != 16 && traceId.length() != 32) {
      return SpanContext.getInvalid();
    }
    boolean sampled = !decision.equals("0") && !decision.equalsIgnoreCase("false");
    return HexIds.remote(traceId, spanId, sampled);
  }

  private B3Headers() {}
}
