package dev.throughline.agent;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.context.Context;

/** Takes people out of a context's baggage; what remains travels as before. */
final class UserBaggage {
  /** The same context if nobody is in it, which is the common case and costs no allocation. */
  static Context removedFrom(Context context) {
    Baggage baggage = Baggage.fromContext(context);
    return namesSomebody(baggage) ? context.with(without(baggage)) : context;
  }

  private static boolean namesSomebody(Baggage baggage) {
    if (baggage.isEmpty()) {
      return false;
    }
    for (String key : baggage.asMap().keySet()) {
      if (Fields.isPersonal(key)) {
        return true;
      }
    }
    return false;
  }

  private static Baggage without(Baggage baggage) {
    BaggageBuilder rest = baggage.toBuilder();
    for (String key : baggage.asMap().keySet()) {
      if (Fields.isPersonal(key)) {
        rest.remove(key);
      }
    }
    return rest.build();
  }

  private UserBaggage() {}
}
