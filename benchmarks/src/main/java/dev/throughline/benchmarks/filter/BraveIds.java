package dev.throughline.benchmarks.filter;

import brave.Tracing;
import brave.baggage.BaggageField;
import brave.baggage.BaggageFields;
import brave.baggage.BaggagePropagation;
import brave.baggage.BaggagePropagationConfig.SingleBaggageField;
import brave.baggage.CorrelationScopeConfig.SingleCorrelationField;
import brave.context.slf4j.MDCScopeDecorator;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.B3Propagation;
import brave.propagation.CurrentTraceContext.ScopeDecorator;
import brave.propagation.ThreadLocalCurrentTraceContext;
import brave.propagation.TraceContext;
import brave.sampler.Sampler;
import java.util.List;

/**
 * Brave as its manual sets it up ({@code brave.baggage}, {@code brave.context.slf4j}): {@link
 * #plain} with its two ids in the MDC, {@link #sameWork} with a correlation id, a user and a
 * session as baggage and all of them in the MDC, which is what the correlation filter does unasked.
 */
final class BraveIds {
  static final BaggageField CORRELATION = BaggageField.create("X-Correlation-ID");
  static final BaggageField USER = BaggageField.create("user.id");
  static final BaggageField SESSION = BaggageField.create("session.id");
  private static final List<BaggageField> BAGGAGE = List.of(CORRELATION, USER, SESSION);

  /** With {@code spans} every request's span is finished into a handler, else none is recorded. */
  static Tracing plain(boolean spans) {
    return tracing(MDCScopeDecorator.get(), spans).build();
  }

  static Tracing sameWork(boolean spans) {
    BaggagePropagation.FactoryBuilder baggage =
        BaggagePropagation.newFactoryBuilder(B3Propagation.FACTORY);
    BAGGAGE.forEach(field -> baggage.add(SingleBaggageField.remote(field)));
    return tracing(allInTheMdc(), spans).propagationFactory(baggage.build()).build();
  }

  /** The keys that the filter writes too; what becomes known late is written at once. */
  static ScopeDecorator allInTheMdc() {
    var decorator = MDCScopeDecorator.newBuilder();
    decorator.add(SingleCorrelationField.create(BaggageFields.SAMPLED));
    BAGGAGE.forEach(
        field -> decorator.add(SingleCorrelationField.newBuilder(field).flushOnUpdate().build()));
    return decorator.build();
  }

  private static Tracing.Builder tracing(ScopeDecorator decorator, boolean spans) {
    return Tracing.newBuilder()
        .localServiceName("shop")
        .traceId128Bit(true)
        .currentTraceContext(
            ThreadLocalCurrentTraceContext.newBuilder().addScopeDecorator(decorator).build())
        .sampler(spans ? Sampler.ALWAYS_SAMPLE : Sampler.NEVER_SAMPLE)
        .addSpanHandler(new Finished());
  }

  /** Where a reporter would stand. */
  private static final class Finished extends SpanHandler {
    @Override
    public boolean end(TraceContext context, MutableSpan span, Cause cause) {
      return true;
    }
  }

  private BraveIds() {}
}
