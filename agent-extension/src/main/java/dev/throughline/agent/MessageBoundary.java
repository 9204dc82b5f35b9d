package dev.throughline.agent;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.ContextCustomizer;

/** Believes a message whom it names: whoever may write to the broker has been judged by it. */
final class MessageBoundary implements ContextCustomizer<Object> {
  @Override
  public Context onStart(Context context, Object request, Attributes startAttributes) {
    try {
      Context believed = UserBaggage.believed(context);
      return believed == context ? context : KnownIds.atTheDoor(believed);
    } catch (Exception | LinkageError e) {
      Failures.report("message start", e);
      return context;
    }
  }
}
