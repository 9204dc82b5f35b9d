package dev.throughline.correlation.trace;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/**
 * Jaeger's {@code trace:span:parent:flags}, hex with leading zeros left out, the colons sometimes
 * percent-encoded; flag bit 0 is sampled, bit 1 debug.
 */
final class UberTraceId {
  static SpanContext read(List<String> lines) {
    if (lines.size() != 1) {
      return SpanContext.getInvalid();
    }
    String[] parts = lines.get(0).replace("%3A", ":").replace("%3a", ":").split(":", -1);
    if (parts.length != 4 || !parts[3].matches("[0-9a-fA-F]{1,2}")) {
      return SpanContext.getInvalid();
    }
    boolean sampled = (Integer.parseInt(parts[3], 16) & 0x3) != 0;
    return HexIds.remote(parts[0], parts[1], sampled);
  }

  private UberTraceId() {}
}
