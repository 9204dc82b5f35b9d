package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Severity;
import dev.throughline.journey.model.Span.Kind;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.worlds.Knobs.Fault;
import dev.throughline.journey.worlds.World.PlantedGap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Seven services and what they do for a request. Times are true ones, in nanoseconds. */
final class Shop {
  private static final long MILLI = 1_000_000;

  private final Recorder recorder;
  private final Knobs knobs;
  private final Random random;
  private final List<Mail> mailbox = new ArrayList<>();
  private int requests;

  Shop(Recorder recorder, Knobs knobs, Random random) {
    this.recorder = recorder;
    this.knobs = knobs;
    this.random = random;
  }

  /** A message on its way, with the span that sent it. */
  private record Mail(Recorder.Open producer, String id, Fault fault) {}

  /** What the callee does; answers when it is done. */
  private interface Work {
    long at(Recorder.Open server, long start);
  }

  private long some(int maxMillis) {
    return 100_000 + (long) (random.nextDouble() * maxMillis * MILLI);
  }

  /** A request from outside. Answers when it was answered. */
  long enter(Where where, String name, long start, Fault fault, Work work) {
    requests++;
    Resource gateway = recorder.resource("gateway", requests);
    Recorder.Open server = open(where, gateway, name, Kind.SERVER, start);
    recorder.log(server.inside(), gateway, "-> " + name, start + some(1));
    long done = work.at(server, start + some(3));
    long end = done + some(2);
    recorder.log(server.inside(), gateway, "<- " + name, end - 50_000);
    finish(server, fault, end);
    return end;
  }

  private void finish(Recorder.Open server, Fault fault, long end) {
    if (fault == Fault.CLIENT_MISTAKE) {
      server.with("http.response.status_code", 404L);
    } else if (fault.isFailure() && fault != Fault.SWALLOWED && fault != Fault.POISON_MESSAGE) {
      server.with("http.response.status_code", 500L).fails("500");
    }
    server.close(end);
  }

  private Recorder.Open open(Where where, Resource by, String name, Kind kind, long start) {
    return recorder.new Open(where, by, name, kind, start);
  }

  /** A call from an open span to another service. Answers when the caller has its answer. */
  private long call(
      Recorder.Open from, String service, String name, long start, Fault fault, Work work) {
    Recorder.Open client =
        open(from.inside().inside(), from.resource, name, Kind.CLIENT, start)
            .with("server.address", service);
    Resource callee = recorder.resource(service, random.nextInt(2));
    long arrived = start + some(2);
    Recorder.Open server = open(client.inside(), callee, name, Kind.SERVER, arrived);
    recorder.log(server.inside(), callee, name + " begins", arrived + some(1));
    long done = work.at(server, arrived + some(4));
    long serverEnd = done + some(1);
    recorder.log(server.inside(), callee, name + " ends", serverEnd - 20_000);
    boolean late = fault == Fault.TIMEOUT && service.equals("payments");
    long clientEnd = late ? start + 1000 * MILLI : serverEnd + some(2);
    if (fault == Fault.CLIENT_MISTAKE) {
      server.with("http.response.status_code", 404L);
      client.with("http.response.status_code", 404L).fails("404");
    } else if (late) {
      client.fails("Read timed out");
    } else if (fault.isFailure()) {
      server.fails("500").with("http.response.status_code", 500L);
      client.fails("500").with("http.response.status_code", 500L);
    } else if (fault == Fault.RECOVERED_RETRY) {
      server.fails("503").with("http.response.status_code", 503L);
      client.fails("503").with("http.response.status_code", 503L);
    }
    server.close(serverEnd);
    client.close(clientEnd);
    return clientEnd;
  }

  long browse(Where where, long start) {
    return enter(
        where, "GET /items", start, Fault.NONE, (gateway, at) -> stock(gateway, at, Fault.NONE));
  }

  private long stock(Recorder.Open from, long start, Fault fault) {
    return call(
        from,
        "inventory",
        "GET /stock",
        start,
        fault,
        (inventory, at) -> {
          Where here = inventory.inside();
          if (knobs.nonPersons()) {
            here = here.naming(null, List.of(UserRef.userId("system")));
          }
          Recorder.Open query =
              open(here, inventory.resource, "SELECT stock", Kind.CLIENT, at)
                  .with("db.system.name", "postgresql");
          long end = at + some(8);
          if (fault == Fault.POOL_EXHAUSTED) {
            error(inventory, "no free connection after 30 tries", "PoolExhausted", end);
            query.fails("PoolExhausted");
          }
          query.close(end);
          return end;
        });
  }

  private void error(Recorder.Open in, String body, String type, long at) {
    recorder.log(
        in.inside(),
        in.resource,
        body,
        null,
        Severity.ERROR,
        Map.of("exception.type", type, "exception.message", body),
        at);
  }

  /** Only the auth service knows the user here. */
  long login(Where where, List<UserRef> names, long start) {
    return enter(
        where,
        "POST /login",
        start,
        Fault.NONE,
        (gateway, begin) ->
            call(
                gateway,
                "auth",
                "POST /login",
                begin,
                Fault.NONE,
                (auth, at) -> {
                  Where named = auth.inside().naming(where.session(), names);
                  recorder.log(
                      named,
                      auth.resource,
                      "welcome",
                      "UserLoggedIn",
                      Severity.INFO,
                      Map.of(),
                      at + some(2));
                  Recorder.Open verify =
                      open(named, auth.resource, "verify password", Kind.INTERNAL, at);
                  verify.close(at + some(5));
                  return at + 6 * MILLI;
                }));
  }

  long logout(Where where, long start) {
    return enter(
        where,
        "POST /logout",
        start,
        Fault.NONE,
        (gateway, at) -> {
          recorder.log(
              gateway.inside(),
              gateway.resource,
              "bye",
              "UserLoggedOut",
              Severity.INFO,
              Map.of(),
              at);
          return at + some(2);
        });
  }

  long addToCart(Where where, long start) {
    return enter(
        where,
        "POST /cart",
        start,
        Fault.NONE,
        (gateway, begin) ->
            call(
                gateway,
                "orders",
                "POST /cart",
                begin,
                Fault.NONE,
                (orders, at) -> {
                  recorder.log(
                      orders.inside(),
                      orders.resource,
                      "added",
                      "ItemAddedToCart",
                      Severity.INFO,
                      Map.of(),
                      at);
                  return stock(orders, at + some(2), Fault.NONE);
                }));
  }

  long checkout(Where where, long start, Fault fault) {
    boolean fails = fault.isFailure() && fault != Fault.POISON_MESSAGE && fault != Fault.SWALLOWED;
    Fault outer =
        fault == Fault.CLIENT_MISTAKE || fails && fault != Fault.TIMEOUT
            ? fault
            : fails ? Fault.EXCEPTION : Fault.NONE;
    return enter(
        where,
        "POST /checkout",
        start,
        outer,
        (gateway, begin) ->
            call(
                gateway,
                "orders",
                "POST /orders",
                begin,
                outer,
                (orders, at) -> order(orders, at, fault)));
  }

  private long order(Recorder.Open orders, long at, Fault fault) {
    long stocked = stock(orders, at, fault == Fault.POOL_EXHAUSTED ? fault : Fault.NONE);
    if (fault == Fault.POOL_EXHAUSTED) {
      return stocked;
    }
    long paid = pay(orders, stocked + some(2), fault);
    if (fault == Fault.SWALLOWED) {
      error(orders, "could not record loyalty points", "LoyaltyException", paid);
    }
    if (fault.isFailure() && fault != Fault.SWALLOWED && fault != Fault.POISON_MESSAGE) {
      return paid;
    }
    return place(orders, paid + some(2), fault);
  }

  private long pay(Recorder.Open orders, long at, Fault fault) {
    long start = at;
    if (fault == Fault.RECOVERED_RETRY) {
      start = payOnce(orders, start, fault) + some(20);
    }
    return payOnce(orders, start, fault == Fault.RECOVERED_RETRY ? Fault.NONE : fault);
  }

  private long payOnce(Recorder.Open orders, long start, Fault fault) {
    Fault here = fault == Fault.SWALLOWED || fault == Fault.POISON_MESSAGE ? Fault.NONE : fault;
    return call(
        orders,
        "payments",
        "POST /pay",
        start,
        here,
        (payments, at) -> {
          if (fault == Fault.EXCEPTION) {
            error(payments, "card issuer not in table", "LookupException", at);
            return at + some(3);
          }
          if (fault == Fault.BAD_CONFIG) {
            error(payments, "no merchant key configured", "ConfigException", at);
            return at + some(1);
          }
          if (fault == Fault.CLIENT_MISTAKE) {
            return at + some(3);
          }
          return bank(payments, at, fault) + (fault == Fault.TIMEOUT ? 3000 * MILLI : 0);
        });
  }

  /** Another company's service, of which nothing is ever recorded. */
  private long bank(Recorder.Open payments, long at, Fault fault) {
    Recorder.Open client =
        open(payments.inside(), payments.resource, "POST /charge", Kind.CLIENT, at)
            .with("server.address", "bank-api");
    long end = at + some(30);
    if (fault == Fault.UNREACHABLE_PEER) {
      client.fails("Connection refused").with("error.type", "java.net.ConnectException");
    }
    client.close(end);
    if (payments.where.sampled() && fault != Fault.UNREACHABLE_PEER) {
      payments
          .where
          .owners()
          .forEach(
              owner -> recorder.gaps.add(new PlantedGap(owner, "bank-api", "not_instrumented")));
    }
    return end;
  }

  private long place(Recorder.Open orders, long at, Fault fault) {
    String id = "m-" + Long.toHexString(random.nextLong());
    Recorder.Open producer =
        open(orders.inside(), orders.resource, "send order.placed", Kind.PRODUCER, at)
            .messages(List.of(id));
    long end = at + some(2);
    producer.close(end);
    mailbox.add(new Mail(producer, id, fault == Fault.POISON_MESSAGE ? fault : Fault.NONE));
    return end;
  }

  /** The mail service takes what is there: one by one, or in one batch. */
  void deliver(long at) {
    List<Mail> mails = List.copyOf(mailbox);
    mailbox.clear();
    long wait = (long) (random.nextDouble() * knobs.lateDays() * 24 * 3600 * 1000 * MILLI);
    if (knobs.batch() && mails.size() > 1) {
      batch(mails, at + wait);
    } else {
      mails.forEach(mail -> deliver(mail, at + wait + some(500)));
    }
  }

  private void deliver(Mail mail, long at) {
    int attempts = mail.fault == Fault.POISON_MESSAGE ? 3 : 1;
    for (int attempt = 0; attempt < attempts; attempt++) {
      process(mail, fresh(mail, mail.producer.where.owners()), at + attempt * 1000L * MILLI);
    }
  }

  /** A consumer begins a trace of its own; one that is not recorded goes on with the sender's. */
  private Where fresh(Mail mail, Set<String> owners) {
    Where sent = mail.producer.where;
    return sent.sampled()
        ? new Where(
            recorder.newTrace(),
            null,
            mail.producer.record,
            owners,
            sent.unsure(),
            true,
            null,
            null,
            List.of(),
            null)
        : mail.producer.inside();
  }

  private void batch(List<Mail> mails, long at) {
    Set<String> owners = new HashSet<>();
    mails.forEach(mail -> owners.addAll(mail.producer.where.owners()));
    Where where =
        new Where(
            recorder.newTrace(), null, null, owners, false, true, null, null, List.of(), null);
    requests++;
    Resource mailer = recorder.resource("mail", requests);
    Recorder.Open poll = open(where, mailer, "poll", Kind.INTERNAL, at);
    recorder.log(poll.inside(), mailer, "polled " + mails.size(), at + some(1));
    long next = at + some(3);
    for (Mail mail : mails) {
      Where its = poll.inside().ownedBy(mail.producer.where.owners());
      next = process(mail, its, next + some(2));
    }
    poll.close(next + some(2));
  }

  private long process(Mail mail, Where where, long at) {
    Resource mailer = recorder.resource("mail", requests);
    Recorder.Open consumer =
        open(where, mailer, "process order.placed", Kind.CONSUMER, at).messages(List.of(mail.id));
    if (random.nextBoolean() || mail.producer.where.sampled()) {
      consumer.linkTo(mail.producer);
    }
    long end = at + some(20);
    recorder.log(consumer.inside(), mailer, "mail sent", at + some(1));
    if (mail.fault == Fault.POISON_MESSAGE) {
      error(consumer, "cannot parse order", "ParseException", end - 100_000);
      consumer.fails("cannot parse order");
    }
    consumer.close(end);
    return end;
  }

  /** A service of old days that writes lines without any trace, by the user's name. */
  void audit(Where where, long at) {
    recorder.log(where, recorder.resource("audit", requests), "action noted", at);
  }

  /** What services say of themselves, now and then. */
  void murmur(long at) {
    for (String service : List.of("gateway", "orders", "inventory", "payments")) {
      String thread = random.nextInt(3) > 0 ? "scheduler" : "worker-" + random.nextInt(8);
      recorder.noise(recorder.resource(service, random.nextInt(2)), thread, at + some(400));
    }
  }

  boolean hasMail() {
    return !mailbox.isEmpty();
  }
}
