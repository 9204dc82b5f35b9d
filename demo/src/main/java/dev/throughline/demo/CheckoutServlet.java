package dev.throughline.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /checkout} and {@code GET /orders/{id}}: done by orders, parcels by shipping. */
final class CheckoutServlet extends ShopServlet {
  private static final Logger log = LoggerFactory.getLogger(CheckoutServlet.class);

  private final transient Peer orders;
  private final transient Peer shipping;

  CheckoutServlet(Peer orders, Peer shipping) {
    this.orders = orders;
    this.shipping = shipping;
  }

  @Override
  Reply answer(HttpServletRequest request, HttpSession session) {
    if (request.getServletPath().equals("/orders")) {
      String order = request.getPathInfo();
      return order == null ? Reply.problem(404, "no such page") : order(order);
    }
    String user = user(session);
    List<Wire.Line> lines = CartServlet.lines(session);
    if (user == null || lines.isEmpty()) {
      log.warn("checkout refused: {}", user == null ? "not logged in" : "the cart is empty");
      return Reply.problem(user == null ? 401 : 400, "log in and fill the cart first");
    }
    log.info("checkout of {} articles", lines.size());
    Peer.Answer answer = orders.post("/orders", new Wire.OrderRequest(user, lines));
    if (answer.ok()) {
      CartServlet.empty(session);
    } else {
      log.warn("checkout did not go through: {}", answer.status());
    }
    return Reply.of(answer);
  }

  private Reply order(String path) {
    Peer.Answer answer = orders.get("/orders" + path);
    if (!answer.ok()) {
      return Reply.of(answer);
    }
    Wire.Order order = answer.as(Wire.Order.class);
    Peer.Answer parcel = shipping.get("/parcels" + path);
    return parcel.ok()
        ? new Reply(200, new Wire.OrderPage(order, parcel.as(Wire.Parcel.class)))
        : Reply.of(answer);
  }
}
