package dev.throughline.agent;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Any other propagator (baggage, jaeger, ottrace: all of them carry baggage), which sees user
 * baggage only where {@link OutgoingBoundary} found the way open, or everybody may learn it.
 */
final class GuardedPropagator implements TextMapPropagator {
  private final TextMapPropagator guarded;

  GuardedPropagator(TextMapPropagator guarded) {
    this.guarded = guarded;
  }

  @Override
  public Collection<String> fields() {
    return guarded.fields();
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    guarded.inject(permitted(context), carrier, setter);
  }

  private static Context permitted(Context context) {
    try {
      boolean open =
          OutgoingBoundary.isOpen(context) || Settings.current().userBaggageMayGoTo(null);
      return open ? UserBaggage.pseudonymousIn(context) : UserBaggage.removedFrom(context);
    } catch (Exception | LinkageError e) {
      Failures.report("inject of baggage", e);
      return Failures.withoutBaggage(context);
    }
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    return guarded.extract(context, carrier, getter);
  }

  @Override
  public String toString() {
    return guarded.toString();
  }
}
