package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Span.Kind;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.worlds.Calls.Answer;
import java.util.List;

/** Pages and the cart, with the inventory behind them. */
final class Storefront {
  private final Calls calls;
  private final Knobs knobs;

  Storefront(Calls calls, Knobs knobs) {
    this.calls = calls;
    this.knobs = knobs;
  }

  long browse(Where where, long start) {
    return calls.enter(
        where,
        "GET /items",
        start,
        Answer.FINE,
        (gateway, at) -> {
          long stocked = stock(gateway, at, Fault.NONE);
          int extras = knobs.machines().services() - Knobs.Machines.SERVICES;
          return extras == 0 ? stocked : decorate(gateway, 1, extras, stocked + calls.some(1));
        });
  }

  /** Services beyond the usual ones, each asking the next. */
  private long decorate(OpenSpan from, int number, int last, long start) {
    return calls.call(
        from,
        "extra-" + number,
        "GET /extra/" + number,
        start,
        (extra, at) ->
            number == last
                ? at + calls.some(2)
                : decorate(extra, number + 1, last, at + calls.some(1)));
  }

  long addToCart(Where where, long start) {
    return calls.enter(
        where,
        "POST /cart",
        start,
        Answer.FINE,
        (gateway, begin) -> calls.call(gateway, "orders", "POST /cart", begin, this::add));
  }

  private long add(OpenSpan orders, long at) {
    orders.log(Line.event("ItemAddedToCart", "added"), at);
    for (int line = 1; line <= knobs.habits().burst(); line++) {
      orders.log(Line.info("cart rule " + line + " checked"), at + Calls.MILLI);
    }
    return stock(orders, at + 2 * Calls.MILLI, Fault.NONE);
  }

  /** Asks the inventory; its database may have no connection left. */
  long stock(OpenSpan from, long start, Fault fault) {
    boolean exhausted = fault == Fault.POOL_EXHAUSTED;
    return calls.call(
        from,
        "inventory",
        "GET /stock",
        start,
        exhausted ? Answer.BROKEN : Answer.FINE,
        (inventory, at) -> query(inventory, at, exhausted));
  }

  private long query(OpenSpan inventory, long at, boolean exhausted) {
    Where here = inventory.inside();
    if (knobs.habits().nonPersons()) {
      here = here.naming(null, List.of(UserRef.userId("system")));
    }
    OpenSpan query =
        calls
            .open(here, inventory.resource, "SELECT stock", Kind.CLIENT, at)
            .with("db.system.name", "postgresql");
    long end = at + calls.some(8);
    if (exhausted) {
      inventory.log(Line.exception("PoolExhausted", "no free connection after 30 tries"), end);
      query.fails("PoolExhausted");
    }
    query.close(end);
    return end;
  }
}
