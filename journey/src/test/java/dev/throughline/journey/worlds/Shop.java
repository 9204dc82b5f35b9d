package dev.throughline.journey.worlds;

import java.util.List;

/** Seven services and more, and what they do for a request. */
final class Shop {
  final Storefront storefront;
  final Accounts accounts;
  final Checkout checkout;
  final MailRoom mailRoom;
  private final Calls calls;

  Shop(Calls calls, Knobs knobs) {
    this.calls = calls;
    this.storefront = new Storefront(calls, knobs);
    this.accounts = new Accounts(calls);
    this.mailRoom = new MailRoom(calls, knobs.habits());
    this.checkout = new Checkout(calls, storefront, mailRoom);
  }

  /** What services say of themselves, now and then. */
  void murmur(long at) {
    for (String service : List.of("gateway", "orders", "inventory", "payments")) {
      String thread =
          calls.random.nextInt(3) > 0 ? "scheduler" : "worker-" + calls.random.nextInt(8);
      calls.recorder.noise(calls.any(service), thread, at + calls.some(400));
    }
  }
}
