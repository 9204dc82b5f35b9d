package dev.throughline.company;

import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps what Brave reports. */
@Configuration(proxyBeanMethods = false)
class BraveSpans {
  static final List<Finished> SPANS = new CopyOnWriteArrayList<>();

  @Bean
  SpanHandler spans() {
    return keeping();
  }

  static SpanHandler keeping() {
    return new SpanHandler() {
      @Override
      public boolean end(TraceContext context, MutableSpan span, Cause cause) {
        SPANS.add(
            new Finished(
                String.valueOf(span.kind()),
                span.traceId(),
                span.id(),
                span.parentId(),
                span.tags()));
        return true;
      }
    };
  }
}
