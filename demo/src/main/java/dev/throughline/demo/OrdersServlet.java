package dev.throughline.demo;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /orders} and {@code GET /orders/{id}}; the request's thread is free while an order is
 * worked on.
 */
final class OrdersServlet extends HttpServlet {
  private static final Logger log = LoggerFactory.getLogger(OrdersServlet.class);

  private final transient Checkout checkout;
  private final transient Executor workers;

  OrdersServlet(Checkout checkout, Executor workers) {
    this.checkout = checkout;
    this.workers = workers;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Wire.OrderRequest wanted;
    try {
      wanted =
          Json.read(
              new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
              Wire.OrderRequest.class);
    } catch (Json.Unreadable e) {
      log.warn("an order that cannot be read");
      answer(response, 400, new Wire.Problem("the body is not what was expected"));
      return;
    }
    AsyncContext async = request.startAsync();
    async.setTimeout(200_000);
    workers.execute(
        () -> {
          try {
            place(wanted, response);
          } catch (IOException e) {
            log.warn("the caller went away before it had its answer", e);
          } finally {
            async.complete();
          }
        });
  }

  private void place(Wire.OrderRequest wanted, HttpServletResponse response) throws IOException {
    try {
      Checkout.Outcome outcome = checkout.place(wanted);
      answer(response, outcome.status(), outcome.body());
    } catch (RuntimeException e) {
      // On a thread of ours no container turns it into an answer.
      log.error("an order went wrong", e);
      answer(response, 500, new Wire.Problem("something went wrong here"));
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    String id = path == null ? "" : path.substring(1);
    Wire.Order order = checkout.order(id);
    if (order == null) {
      log.warn("no order {}", id);
      answer(response, 404, new Wire.Problem("no such order"));
    } else {
      log.info("order {} is {}", id, order.state());
      answer(response, 200, order);
    }
  }

  private static void answer(HttpServletResponse response, int status, Object body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.getOutputStream().write(Json.write(body).getBytes(StandardCharsets.UTF_8));
  }
}
