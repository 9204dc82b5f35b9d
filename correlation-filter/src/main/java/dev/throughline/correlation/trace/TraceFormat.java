package dev.throughline.correlation.trace;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A way to write trace context into headers. The order of the constants is the order of reading:
 * the first format whose headers are there decides, valid or not, because a broken first word is no
 * reason to believe the second.
 */
public enum TraceFormat {
  /** W3C Trace Context. */
  TRACECONTEXT("traceparent") {
    @Override
    SpanContext parse(Function<String, List<String>> headers) {
      return TraceParent.read(headers.apply("traceparent"), headers.apply("tracestate"));
    }

    @Override
    public void write(SpanContext span, Map<String, String> headers) {
      headers.put("traceparent", TraceParent.write(span));
      if (!span.getTraceState().isEmpty()) {
        headers.put("tracestate", TraceStateHeader.write(span.getTraceState()));
      }
    }
  },

  /** Zipkin's B3 in one header; goes before the one in several. */
  B3("b3") {
    @Override
    SpanContext parse(Function<String, List<String>> headers) {
      return B3Headers.single(headers.apply("b3"));
    }

    @Override
    public void write(SpanContext span, Map<String, String> headers) {
      headers.put("b3", span.getTraceId() + "-" + span.getSpanId() + "-" + sampled(span));
    }
  },

  /** Zipkin's B3 in several headers. */
  B3MULTI("X-B3-TraceId") {
    @Override
    SpanContext parse(Function<String, List<String>> headers) {
      return B3Headers.several(headers);
    }

    @Override
    public void write(SpanContext span, Map<String, String> headers) {
      headers.put("X-B3-TraceId", span.getTraceId());
      headers.put("X-B3-SpanId", span.getSpanId());
      headers.put("X-B3-Sampled", sampled(span));
    }
  },

  /** AWS X-Ray. */
  XRAY("X-Amzn-Trace-Id") {
    /** A load balancer puts one without a parent on every request: it marks, it does not trace. */
    @Override
    boolean decides(Function<String, List<String>> headers) {
      List<String> lines = headers.apply("X-Amzn-Trace-Id");
      return !lines.isEmpty() && lines.stream().anyMatch(line -> line.contains("Parent="));
    }

    @Override
    SpanContext parse(Function<String, List<String>> headers) {
      return XRayHeader.read(headers.apply("X-Amzn-Trace-Id"));
    }

    @Override
    public void write(SpanContext span, Map<String, String> headers) {
      headers.put("X-Amzn-Trace-Id", XRayHeader.write(span));
    }
  },

  /** Jaeger's own, before it took W3C's. */
  JAEGER("uber-trace-id") {
    @Override
    SpanContext parse(Function<String, List<String>> headers) {
      return UberTraceId.read(headers.apply("uber-trace-id"));
    }

    @Override
    public void write(SpanContext span, Map<String, String> headers) {
      headers.put(
          "uber-trace-id", span.getTraceId() + ":" + span.getSpanId() + ":0:" + sampled(span));
    }
  };

  private static final TraceFormat[] IN_ORDER = values();

  private final String header;

  TraceFormat(String header) {
    this.header = header;
  }

  /** The caller's span, remote; an invalid one if no format names one. */
  public static SpanContext read(Function<String, List<String>> headers) {
    for (TraceFormat format : IN_ORDER) {
      if (format.decides(headers)) {
        return format.parse(headers);
      }
    }
    return SpanContext.getInvalid();
  }

  /** Whether a message has the headers of any format, by a lookup that answers null for none. */
  public static boolean isIn(Function<String, @Nullable String> headers) {
    for (TraceFormat format : values()) {
      if (headers.apply(format.header) != null) {
        return true;
      }
    }
    return false;
  }

  /** By the name that {@code OTEL_PROPAGATORS} has for it, in any case. */
  public static Optional<TraceFormat> named(@Nullable String name) {
    for (TraceFormat format : values()) {
      if (format.name().equalsIgnoreCase(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  boolean decides(Function<String, List<String>> headers) {
    return !headers.apply(header).isEmpty();
  }

  abstract SpanContext parse(Function<String, List<String>> headers);

  /** Adds this format's headers for a valid span. */
  public abstract void write(SpanContext span, Map<String, String> headers);

  private static String sampled(SpanContext span) {
    return span.isSampled() ? "1" : "0";
  }
}
