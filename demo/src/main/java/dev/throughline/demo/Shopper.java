package dev.throughline.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One person in the shop: clicks, thinks in between, and expects each click to end in a certain
 * way.
 */
final class Shopper {
  private static final List<String> GOODS =
      List.of("kettle", "grinder", "espresso", "beans", "cups", "tamper");

  private final String name;
  private final Browser browser;
  private final Random random;
  private final List<Visit> visits = new ArrayList<>();

  /** The same name and seed click the same things after the same pauses. */
  Shopper(String name, Browser browser, long seed) {
    this.name = name;
    this.browser = browser;
    this.random = new Random(seed * 31 + name.hashCode());
  }

  /** A click as the shopper saw it end; {@code expected} is the status that the script foresaw. */
  record Visit(String user, String what, int expected, Browser.Page page) {
    boolean asExpected() {
      return page.status() == expected && !page.correlationId().isEmpty();
    }
  }

  List<Visit> visits() {
    return List.copyOf(visits);
  }

  Shopper arrives() {
    think(0, 1_200);
    return seen("GET /", 200, browser.get("/"));
  }

  Shopper looksAt(String sku) {
    return seen("GET /products/" + sku, 200, browser.get("/products/" + sku));
  }

  Shopper looksAtSomething() {
    return looksAt(something());
  }

  Shopper looksForWhatIsNotSold() {
    return seen("GET /products/teapot", 404, browser.get("/products/teapot"));
  }

  Shopper logsIn() {
    Wire.Login login = new Wire.Login(name, Customers.password(name));
    return seen("POST /login", 200, browser.post("/login", login));
  }

  Shopper mistypesThePassword() {
    Wire.Login login = new Wire.Login(name, "oops");
    return seen("POST /login", 401, browser.post("/login", login));
  }

  Shopper puts(String sku, int quantity) {
    return seen("POST /cart", 201, browser.post("/cart", new Wire.Line(sku, quantity)));
  }

  Shopper putsSomething() {
    return puts(something(), 1 + random.nextInt(2));
  }

  Shopper looksAtTheCart() {
    return seen("GET /cart", 200, browser.get("/cart"));
  }

  Shopper checksOut() {
    return seen("POST /checkout", 201, browser.post("/checkout", List.of()));
  }

  Shopper checksOutInVain(int status) {
    return seen("POST /checkout", status, browser.post("/checkout", List.of()));
  }

  Shopper looksAtTheOrder() {
    String order = Json.read(visits.getLast().page().body(), Wire.Order.class).order();
    return seen("GET /orders/" + order, 200, browser.get("/orders/" + order));
  }

  Shopper logsOut() {
    return seen("POST /logout", 200, browser.post("/logout", List.of()));
  }

  private Shopper seen(String what, int expected, Browser.Page page) {
    visits.add(new Visit(name, what, expected, page));
    think(80, 400);
    return this;
  }

  private String something() {
    return GOODS.get(random.nextInt(GOODS.size()));
  }

  private void think(int leastMillis, int mostMillis) {
    long end =
        System.nanoTime()
            + TimeUnit.MILLISECONDS.toNanos(random.nextInt(leastMillis, mostMillis + 1));
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
