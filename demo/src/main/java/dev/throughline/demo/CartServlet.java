package dev.throughline.demo;

import dev.throughline.correlation.UserEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /cart} and {@code POST /cart}: the cart lives in the session. */
final class CartServlet extends ShopServlet {
  private static final Logger log = LoggerFactory.getLogger(CartServlet.class);
  private static final String CART = "cart";

  private final transient Peer inventory;

  CartServlet(Peer inventory) {
    this.inventory = inventory;
  }

  @Override
  Reply answer(HttpServletRequest request, HttpSession session) throws IOException {
    if (!request.getMethod().equals("POST")) {
      log.info("showing a cart of {} articles", lines(session).size());
      return new Reply(200, new Wire.Cart(lines(session)));
    }
    Wire.Line line = body(request, Wire.Line.class);
    Peer.Answer product = inventory.get("/products/" + line.sku());
    if (!product.ok()) {
      return Reply.of(product);
    }
    List<Wire.Line> lines = new ArrayList<>(lines(session));
    lines.add(line);
    session.setAttribute(CART, List.copyOf(lines));
    UserEvents.emit("ItemAddedToCart", Map.of("sku", line.sku(), "quantity", line.quantity()));
    return new Reply(201, new Wire.Cart(lines));
  }

  @SuppressWarnings("unchecked") // Only this class writes the attribute.
  static List<Wire.Line> lines(HttpSession session) {
    Object lines = session.getAttribute(CART);
    return lines == null ? List.of() : (List<Wire.Line>) lines;
  }

  static void empty(HttpSession session) {
    session.removeAttribute(CART);
  }
}
