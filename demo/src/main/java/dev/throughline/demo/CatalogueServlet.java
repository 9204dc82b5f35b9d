package dev.throughline.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The front page and the products, read from inventory. */
final class CatalogueServlet extends ShopServlet {
  private static final Logger log = LoggerFactory.getLogger(CatalogueServlet.class);

  private final transient Peer inventory;

  CatalogueServlet(Peer inventory) {
    this.inventory = inventory;
  }

  @Override
  Reply answer(HttpServletRequest request, HttpSession session) {
    String product = request.getPathInfo();
    boolean one = request.getServletPath().equals("/products") && product != null;
    if (!one) {
      log.info("front page for {}", session.isNew() ? "a new visitor" : "a visitor");
      return Reply.of(inventory.get("/products"));
    }
    Peer.Answer answer = inventory.get("/products" + product);
    if (answer.ok()) {
      log.info("showing {}", product.substring(1));
    }
    return Reply.of(answer);
  }
}
