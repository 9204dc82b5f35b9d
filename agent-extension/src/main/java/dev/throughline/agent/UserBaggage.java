package dev.throughline.agent;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;

/** Takes people out of a context's baggage, or puts in who is known from the request's spans. */
final class UserBaggage {
  /** Whom a caller names of whom nothing is known yet. */
  private static final ContextKey<Baggage> ASIDE = ContextKey.named("throughline-unjudged-people");

  /**
   * Without people until a boundary has judged the caller: what no boundary stands before (a span
   * made by hand, AWS Lambda) hears of nobody.
   */
  static Context setAside(Context context) {
    Context without = removedFrom(context);
    return without == context
        ? dismissed(context)
        : without.with(ASIDE, Baggage.fromContext(context));
  }

  /** With those who were put aside: their caller is believed. */
  static Context believed(Context context) {
    Baggage aside = context.get(ASIDE);
    if (aside == null || aside.isEmpty()) {
      return context;
    }
    BaggageBuilder whole = Baggage.fromContext(context).toBuilder();
    aside.forEach(
        (key, entry) -> {
          if (Fields.isPersonal(key)) {
            whole.put(key, entry.getValue(), entry.getMetadata());
          }
        });
    return dismissed(context).with(whole.build());
  }

  /** Without those who were put aside, for good. */
  static Context dismissed(Context context) {
    return context.get(ASIDE) == null ? context : context.with(ASIDE, Baggage.empty());
  }

  /** The same context if nobody is in it, which is the common case and costs no allocation. */
  static Context removedFrom(Context context) {
    Baggage baggage = Baggage.fromContext(context);
    return namesSomebody(baggage) ? context.with(without(baggage)) : context;
  }

  /**
   * With whoever has become known since the request came in, also in place of whom a caller named.
   */
  static Context completedIn(Context context) {
    Baggage baggage = Baggage.fromContext(context);
    BaggageBuilder completed = null;
    for (AttributeKey<String> key : Fields.PERSON) {
      String id = KnownIds.person(context, key);
      if (id != null && !id.equals(baggage.getEntryValue(key.getKey()))) {
        completed = completed == null ? baggage.toBuilder() : completed;
        completed.put(key.getKey(), id);
      }
    }
    return completed == null ? context : context.with(completed.build());
  }

  /** With users as they may be told; the same context where that is as they are. */
  static Context pseudonymousIn(Context context) {
    UserPseudonym pseudonym = Settings.current().pseudonym();
    Baggage baggage = Baggage.fromContext(context);
    if (!pseudonym.isOn() || baggage.isEmpty()) {
      return context;
    }
    BaggageBuilder hidden = baggage.toBuilder();
    for (AttributeKey<String> key : Fields.USERS) {
      String told = pseudonym.ofServices(baggage.getEntryValue(key.getKey()));
      if (told == null) {
        hidden.remove(key.getKey());
      } else {
        hidden.put(key.getKey(), told);
      }
    }
    return context.with(hidden.build());
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
