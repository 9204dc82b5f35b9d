package dev.throughline.demo;

import java.util.List;
import java.util.function.Consumer;

/** Who does what in the shop. */
final class Scripts {
  private static final List<Consumer<Shopper>> OTHERS =
      List.of(
          Scripts::buys,
          Scripts::onlyLooks,
          Scripts::fillsACartAndLeaves,
          Scripts::mistypesThenBuys,
          Scripts::looksForATeapot);

  private Scripts() {}

  /** What the customer at {@code index} of {@link Customers#NAMES} came for. */
  static Consumer<Shopper> of(int index) {
    return switch (Customers.NAMES.get(index)) {
      case "alice" -> Scripts::alice;
      case "mallory" -> Scripts::isDeclined;
      case "trent" -> Scripts::wantsTooMuch;
      default -> OTHERS.get(index % OTHERS.size());
    };
  }

  /** The story this project is about. */
  private static void alice(Shopper alice) {
    alice.arrives().looksAt("espresso").looksAt("grinder");
    alice.logsIn().puts("espresso", 1).puts("beans", 2);
    alice.checksOutInVain(502).looksAtTheCart().checksOut().looksAtTheOrder().logsOut();
  }

  private static void buys(Shopper shopper) {
    shopper.arrives().logsIn().looksAtSomething().putsSomething().putsSomething();
    shopper.checksOut().looksAtTheOrder().logsOut();
  }

  private static void onlyLooks(Shopper shopper) {
    shopper.arrives().logsIn().looksAtSomething().looksAtSomething().looksAtSomething();
    shopper.logsOut();
  }

  private static void fillsACartAndLeaves(Shopper shopper) {
    shopper.arrives().looksAtSomething().logsIn().putsSomething().looksAtTheCart();
  }

  private static void mistypesThenBuys(Shopper shopper) {
    shopper.arrives().mistypesThePassword().logsIn().putsSomething().checksOut().logsOut();
  }

  private static void looksForATeapot(Shopper shopper) {
    shopper.arrives().logsIn().looksForWhatIsNotSold().looksAtSomething().logsOut();
  }

  private static void isDeclined(Shopper shopper) {
    shopper.arrives().logsIn().putsSomething().checksOutInVain(402).logsOut();
  }

  private static void wantsTooMuch(Shopper shopper) {
    shopper.arrives().logsIn().puts("roaster", 2).checksOutInVain(409).looksAtTheCart();
  }
}
