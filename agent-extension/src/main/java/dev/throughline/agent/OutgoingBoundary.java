package dev.throughline.agent;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.instrumentation.api.instrumenter.ContextCustomizer;

/**
 * Decides, when a call's span is about to start, whether the callee may learn who the user is. A
 * propagator sees headers but not where they go; here the agent has said {@code server.address}.
 */
final class OutgoingBoundary implements ContextCustomizer<Object> {
  private static final ContextKey<Boolean> ALLOWED = ContextKey.named("throughline-user-allowed");

  private final boolean messages;

  private OutgoingBoundary(boolean messages) {
    this.messages = messages;
  }

  static OutgoingBoundary ofCalls() {
    return new OutgoingBoundary(false);
  }

  /** Which go to a broker; who reads them there nobody knows. */
  static OutgoingBoundary ofMessages() {
    return new OutgoingBoundary(true);
  }

  /** Whether the call that {@code context} belongs to goes where user baggage may go. */
  static boolean isOpen(Context context) {
    return Boolean.TRUE.equals(context.get(ALLOWED));
  }

  @Override
  public Context onStart(Context context, Object request, Attributes startAttributes) {
    try {
      Settings settings = Settings.current();
      boolean open =
          settings.userBaggageMayGoTo(startAttributes.get(Fields.SERVER_ADDRESS))
              || (messages && settings.userBaggageMayGoIntoMessages());
      return open ? opened(context) : closed(context);
    } catch (Exception | LinkageError e) {
      Failures.report("client start", e);
      return Failures.withoutBaggage(context);
    }
  }

  private static Context opened(Context context) {
    return UserBaggage.pseudonymousIn(UserBaggage.completedIn(context.with(ALLOWED, true)));
  }

  private static Context closed(Context context) {
    Context alone = UserBaggage.removedFrom(context);
    Context keeping =
        alone == context ? context : KnownIds.keepingBack(alone, Baggage.fromContext(context));
    return isOpen(keeping) ? keeping.with(ALLOWED, false) : keeping;
  }
}
