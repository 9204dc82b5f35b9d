package dev.throughline.demo;

import dev.throughline.correlation.UserEvents;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an order of a cart: goods set aside at inventory, then paid at payments. Safe for use by
 * several threads.
 */
final class Checkout {
  private static final Logger log = LoggerFactory.getLogger(Checkout.class);

  private final Peer inventory;
  private final Peer payments;
  private final Map<String, Wire.Order> orders = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger(1000);

  Checkout(Peer inventory, Peer payments) {
    this.inventory = inventory;
    this.payments = payments;
  }

  /** What the caller is told. */
  record Outcome(int status, Object body) {}

  Wire.@Nullable Order order(String id) {
    return orders.get(id);
  }

  Outcome place(Wire.OrderRequest wanted) {
    String id = "A-" + numbers.incrementAndGet();
    log.info("order {} of {}: {} articles", id, wanted.user(), wanted.lines().size());
    try {
      Peer.Answer reserved =
          inventory.post("/reservations", new Wire.Reservation(id, wanted.lines()));
      if (!reserved.ok()) {
        return failed(id, wanted, 0, 409, "out_of_stock");
      }
      int cents = reserved.as(Wire.Reserved.class).cents();
      return pay(id, wanted, cents);
    } catch (UncheckedIOException e) {
      log.error("order {}: a service did not answer", id, e);
      return failed(id, wanted, 0, 504, "no_answer");
    }
  }

  private Outcome pay(String id, Wire.OrderRequest wanted, int cents) {
    Peer.Answer paid = payments.post("/payments", new Wire.Charge(id, wanted.user(), cents));
    if (paid.ok()) {
      Wire.Order order = new Wire.Order(id, wanted.user(), cents, "placed");
      orders.put(id, order);
      log.info("order {} placed, {}", id, Money.euros(cents));
      UserEvents.emit("OrderPlaced", Map.of("order_id", id, "cents", cents));
      return new Outcome(201, order);
    }
    inventory.delete("/reservations/" + id);
    if (paid.status() == 402) {
      return failed(id, wanted, cents, 402, "card_declined");
    }
    log.error("order {}: payments answered {}", id, paid.status());
    return failed(id, wanted, cents, 502, "payment_failed");
  }

  private Outcome failed(String id, Wire.OrderRequest wanted, int cents, int status, String why) {
    orders.put(id, new Wire.Order(id, wanted.user(), cents, "failed"));
    UserEvents.emit("CheckoutFailed", Map.of("order_id", id, "reason", why));
    return new Outcome(status, new Wire.Problem(why));
  }
}
