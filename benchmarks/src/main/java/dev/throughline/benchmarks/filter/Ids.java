package dev.throughline.benchmarks.filter;

import brave.Tracing;
import brave.jakarta.servlet.TracingFilter;
import dev.throughline.correlation.servlet.CorrelationFilter;
import dev.throughline.correlation.servlet.IdentityFilter;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.servlet.Filter;
import java.util.List;

/** Who puts ids on a request. One of them in a process: their state is the process's. */
public enum Ids {
  /** Nobody: what everything else is measured against. */
  NONE {
    @Override
    List<Filter> filters(boolean spans) {
      return List.of();
    }
  },
  /** Brave's filter alone: trace and span id in the MDC. */
  BRAVE {
    @Override
    List<Filter> filters(boolean spans) {
      return List.of(TracingFilter.create(BraveIds.plain(spans)));
    }
  },
  /** Brave with all that the correlation filter does. */
  BRAVE_SAME_WORK {
    @Override
    List<Filter> filters(boolean spans) {
      Tracing tracing = BraveIds.sameWork(spans);
      return List.of(TracingFilter.create(tracing), new BraveIdsFilter());
    }
  },
  /** The correlation filter, both its hooks, as its initializer registers them. */
  THROUGHLINE {
    @Override
    List<Filter> filters(boolean spans) {
      if (spans) {
        GlobalOpenTelemetry.set(
            OpenTelemetrySdk.builder()
                .setTracerProvider(
                    SdkTracerProvider.builder().addSpanProcessor(new Finished()).build())
                .build());
      }
      return List.of(new CorrelationFilter(), new IdentityFilter());
    }
  };

  /**
   * @param spans whether spans are recorded, up to where an exporter would take them; else there
   *     are ids alone
   */
  abstract List<Filter> filters(boolean spans);

  /** Where an exporter would stand. */
  private static final class Finished implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
