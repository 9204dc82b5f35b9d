package dev.throughline.correlation.trace;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/**
 * AWS X-Ray: {@code Root=1-<8 hex>-<24 hex>;Parent=<16 hex>;Sampled=<0 1 ?>}, fields in any order,
 * others between them. A load balancer's header without a parent names no span to go on from.
 */
final class XRayHeader {
  static SpanContext read(List<String> lines) {
    if (lines.size() != 1) {
      return SpanContext.getInvalid();
    }
    String root = "";
    String parent = "";
    boolean sampled = true;
    for (String field : lines.get(0).split(";", -1)) {
      String trimmed = field.strip();
      if (trimmed.startsWith("Root=")) {
        root = trimmed.substring(5);
      } else if (trimmed.startsWith("Parent=")) {
        parent = trimmed.substring(7);
      } else if (trimmed.equals("Sampled=0")) {
        sampled = false;
      }
    }
    return root.length() == 35 && root.startsWith("1-") && root.charAt(10) == '-'
        ? HexIds.remote(root.substring(2, 10) + root.substring(11), parent, sampled)
        : SpanContext.getInvalid();
  }

  static String write(SpanContext span) {
    String id = span.getTraceId();
    return "Root=1-"
        + id.substring(0, 8)
        + "-"
        + id.substring(8)
        + ";Parent="
        + span.getSpanId()
        + ";Sampled="
        + (span.isSampled() ? "1" : "0");
  }

  private XRayHeader() {}
}
