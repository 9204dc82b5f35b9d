package dev.throughline.demo;

import io.javalin.http.Context;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes payments. What goes wrong at a card processor is written to this service's own log and
 * nowhere else: the caller learns only that there was no payment.
 */
final class Cashier {
  private static final Logger log = LoggerFactory.getLogger(Cashier.class);

  private final CardProcessor processor;
  private final AtomicInteger payments = new AtomicInteger();

  Cashier(CardProcessor processor) {
    this.processor = processor;
  }

  void charge(Context context) {
    Wire.Charge charge = Json.read(context.body(), Wire.Charge.class);
    String payment = "P-" + payments.incrementAndGet();
    log.info("payment {} for order {}: {}", payment, charge.order(), Money.euros(charge.cents()));
    try {
      switch (processor.charge(payment, charge)) {
        case APPROVED -> {
          log.info("payment {} approved", payment);
          answer(context, 201, new Wire.Receipt(payment, charge.order(), charge.cents()));
        }
        case DECLINED -> {
          log.warn("payment {} declined by the bank of {}", payment, charge.user());
          answer(context, 402, new Wire.Problem("card declined"));
        }
      }
    } catch (CardProcessor.Unreachable e) {
      log.error("payment {} failed: {}", payment, e.getMessage(), e);
      answer(context, 500, new Wire.Problem("payment not possible"));
    }
  }

  void cannotRead(Exception problem, Context context) {
    log.warn("{} {}: a body that cannot be read", context.method(), context.path());
    answer(context, 400, new Wire.Problem("the body is not what was expected"));
  }

  void standing(Context context) {
    String user = context.pathParam("user");
    log.info("account of {} is in good standing", user);
    answer(context, 200, new Wire.Standing(user, "good"));
  }

  private static void answer(Context context, int status, Object body) {
    context.status(status).contentType("application/json").result(Json.write(body));
  }
}
