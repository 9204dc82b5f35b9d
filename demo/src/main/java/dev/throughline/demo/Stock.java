package dev.throughline.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is on the shelves, and what is set aside for which order. Safe for use by several threads.
 */
final class Stock {
  private final Map<String, Wire.Product> products = new LinkedHashMap<>();
  private final Map<String, Integer> shelf = new HashMap<>();
  private final Map<String, List<Wire.Line>> reserved = new HashMap<>();

  Stock() {
    put("kettle", "Gooseneck kettle", 4_900, 500);
    put("grinder", "Burr grinder", 12_900, 500);
    put("espresso", "Espresso machine", 64_900, 500);
    put("beans", "Coffee beans, 1 kg", 2_350, 500);
    put("cups", "Cups, set of four", 1_990, 500);
    put("tamper", "Tamper, walnut", 3_500, 500);
    put("roaster", "Home roaster, last one", 39_900, 1);
  }

  private void put(String sku, String name, int cents, int pieces) {
    products.put(sku, new Wire.Product(sku, name, cents));
    shelf.put(sku, pieces);
  }

  List<Wire.Product> products() {
    return List.copyOf(products.values());
  }

  Optional<Wire.Product> product(String sku) {
    return Optional.ofNullable(products.get(sku));
  }

  synchronized int pieces(String sku) {
    return shelf.getOrDefault(sku, 0);
  }

  /** The outcome of asking for goods: set aside, or the name of what there is too little of. */
  sealed interface Outcome {
    record Reserved(int cents) implements Outcome {}

    record TooFew(String sku, int wanted, int left) implements Outcome {}
  }

  /** Sets the goods of an order aside, all or none. */
  synchronized Outcome reserve(String order, List<Wire.Line> lines) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    lines.forEach(line -> wanted.merge(line.sku(), line.quantity(), Integer::sum));
    int cents = 0;
    for (Map.Entry<String, Integer> article : wanted.entrySet()) {
      Wire.Product product = products.get(article.getKey());
      int left = pieces(article.getKey());
      if (product == null || left < article.getValue()) {
        return new Outcome.TooFew(article.getKey(), article.getValue(), left);
      }
      cents += product.cents() * article.getValue();
    }
    wanted.forEach((sku, pieces) -> shelf.merge(sku, -pieces, Integer::sum));
    reserved.put(order, new ArrayList<>(lines));
    return new Outcome.Reserved(cents);
  }

  /** What is set aside for an order; empty if nothing is. */
  synchronized List<Wire.Line> setAside(String order) {
    return List.copyOf(reserved.getOrDefault(order, List.of()));
  }

  /** Puts an order's goods back; says whether there were any. */
  synchronized boolean release(String order) {
    List<Wire.Line> lines = reserved.remove(order);
    if (lines == null) {
      return false;
    }
    lines.forEach(line -> shelf.merge(line.sku(), line.quantity(), Integer::sum));
    return true;
  }
}
