package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Span.Kind;
import dev.throughline.journey.worlds.Calls.Answer;

/** An order: stock, payment, and a message that it was placed. Here things go wrong. */
final class Checkout {
  private static final long TOO_LONG = 3000 * Calls.MILLI;

  private final Calls calls;
  private final Storefront storefront;
  private final MailRoom mailRoom;

  Checkout(Calls calls, Storefront storefront, MailRoom mailRoom) {
    this.calls = calls;
    this.storefront = storefront;
    this.mailRoom = mailRoom;
  }

  long checkout(Where where, long start, Fault fault) {
    Answer answer =
        fault == Fault.CLIENT_MISTAKE
            ? Answer.NOT_FOUND
            : fault.isAnswered() ? Answer.BROKEN : Answer.FINE;
    return calls.enter(
        where,
        "POST /checkout",
        start,
        answer,
        (gateway, begin) ->
            calls.call(
                gateway,
                "orders",
                "POST /orders",
                begin,
                answer,
                (orders, at) -> order(orders, at, fault)));
  }

  private long order(OpenSpan orders, long at, Fault fault) {
    long stocked = storefront.stock(orders, at, fault);
    if (fault == Fault.POOL_EXHAUSTED) {
      return stocked;
    }
    long paid = pay(orders, stocked + calls.some(2), fault);
    if (fault == Fault.SWALLOWED) {
      orders.log(Line.exception("LoyaltyException", "could not record loyalty points"), paid);
    }
    return fault.isAnswered() ? paid : mailRoom.post(orders, paid + calls.some(2), fault);
  }

  private long pay(OpenSpan orders, long at, Fault fault) {
    return switch (fault) {
      case RECOVERED_RETRY -> {
        long busy = payOnce(orders, at, fault, Answer.BUSY);
        yield payOnce(orders, busy + calls.some(20), Fault.NONE, Answer.FINE);
      }
      case RETRIED_IN_VAIN -> {
        long first = payOnce(orders, at, fault, Answer.BROKEN);
        long second = payOnce(orders, first + calls.some(20), fault, Answer.BROKEN);
        yield payOnce(orders, second + calls.some(40), fault, Answer.BROKEN);
      }
      case TIMEOUT -> payOnce(orders, at, fault, Answer.LATE);
      case CLIENT_MISTAKE -> payOnce(orders, at, fault, Answer.NOT_FOUND);
      case EXCEPTION, BAD_CONFIG, UNREACHABLE_PEER -> payOnce(orders, at, fault, Answer.BROKEN);
      case NONE, POOL_EXHAUSTED, POISON_MESSAGE, SWALLOWED ->
          payOnce(orders, at, Fault.NONE, Answer.FINE);
    };
  }

  private long payOnce(OpenSpan orders, long start, Fault fault, Answer answer) {
    return calls.call(
        orders,
        "payments",
        "POST /pay",
        start,
        answer,
        (payments, at) -> charge(payments, at, fault));
  }

  private long charge(OpenSpan payments, long at, Fault fault) {
    return switch (fault) {
      case EXCEPTION -> {
        payments.log(Line.exception("LookupException", "card issuer not in table"), at);
        yield at + calls.some(3);
      }
      case BAD_CONFIG -> {
        payments.log(Line.exception("ConfigException", "no merchant key configured"), at);
        yield at + calls.some(1);
      }
      case RETRIED_IN_VAIN -> {
        payments.log(Line.exception("DeadlockException", "transaction was rolled back"), at);
        yield at + calls.some(5);
      }
      case CLIENT_MISTAKE -> at + calls.some(3);
      case TIMEOUT -> bank(payments, at, false) + TOO_LONG;
      case UNREACHABLE_PEER -> bank(payments, at, true);
      case NONE, RECOVERED_RETRY, POOL_EXHAUSTED, POISON_MESSAGE, SWALLOWED ->
          bank(payments, at, false);
    };
  }

  /** Another company's service, of which nothing is ever recorded. */
  private long bank(OpenSpan payments, long at, boolean unreachable) {
    OpenSpan client =
        calls
            .open(payments.inside(), payments.resource, "POST /charge", Kind.CLIENT, at)
            .with("server.address", "bank-api");
    long end = at + calls.some(30);
    if (unreachable) {
      client.fails("Connection refused").with("error.type", "java.net.ConnectException");
    }
    client.close(end);
    if (payments.where.sampled() && !unreachable) {
      calls.recorder.plantGap(payments.where, "bank-api", "not_instrumented");
    }
    return end;
  }
}
