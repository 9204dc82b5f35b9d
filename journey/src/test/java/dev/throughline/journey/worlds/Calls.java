package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Span.Kind;
import java.util.Random;

/** How services call each other, and how a failure travels back. Times are true nanoseconds. */
final class Calls {
  static final long MILLI = 1_000_000;

  private static final long PATIENCE = 1000 * MILLI;

  final Recorder recorder;
  final Hosts hosts;
  final Random random;
  private int requests;

  Calls(Recorder recorder, Hosts hosts, Random random) {
    this.recorder = recorder;
    this.hosts = hosts;
    this.random = random;
  }

  /** What the callee does; answers when it is done. */
  interface Work {
    long at(OpenSpan server, long start);
  }

  /** What the callee answers. */
  enum Answer {
    FINE,
    NOT_FOUND,
    /** Busy just now. */
    BUSY,
    BROKEN,
    /** Fine, but so late that nobody waits any more. */
    LATE
  }

  /** Up to so many milliseconds, and never nothing. */
  long some(int maxMillis) {
    return 100_000 + (long) (random.nextDouble() * maxMillis * MILLI);
  }

  /** The instance whose turn it is. */
  Resource next(String service) {
    return hosts.instance(service, requests);
  }

  /** The instance that a caller happens to reach. */
  Resource any(String service) {
    return hosts.instance(service, random.nextInt(2));
  }

  /** Lets the other instance have its turn. */
  void turn() {
    requests++;
  }

  OpenSpan open(Where where, Resource by, String name, Kind kind, long start) {
    return new OpenSpan(recorder, where, by, name, kind, start);
  }

  /** A request from outside. Answers when it was answered. */
  long enter(Where where, String name, long start, Answer answer, Work work) {
    turn();
    Resource gateway = next("gateway");
    OpenSpan server = open(where, gateway, name, Kind.SERVER, start);
    server.log(Line.info("-> " + name), start + some(1));
    long done = work.at(server, start + some(3));
    long end = done + some(2);
    server.log(Line.info("<- " + name), end - 50_000);
    if (answer == Answer.NOT_FOUND) {
      server.answers(404);
    } else if (answer == Answer.BROKEN) {
      server.answers(500);
    }
    server.close(end);
    return end;
  }

  /** A call that is answered as it should be. */
  long call(OpenSpan from, String service, String name, long start, Work work) {
    return call(from, service, name, start, Answer.FINE, work);
  }

  /** A call from an open span to another service. Answers when the caller has its answer. */
  long call(OpenSpan from, String service, String name, long start, Answer answer, Work work) {
    OpenSpan client =
        open(from.inside().inside(), from.resource, name, Kind.CLIENT, start)
            .with("server.address", service);
    long arrived = start + some(2);
    OpenSpan server = open(client.inside(), any(service), name, Kind.SERVER, arrived);
    server.log(Line.info(name + " begins"), arrived + some(1));
    long done = work.at(server, arrived + some(4));
    long serverEnd = done + some(1);
    server.log(Line.info(name + " ends"), serverEnd - 20_000);
    long clientEnd = answer == Answer.LATE ? start + PATIENCE : serverEnd + some(2);
    switch (answer) {
      case FINE -> {}
      case LATE -> client.fails("Read timed out");
      case NOT_FOUND -> both(client, server, 404);
      case BUSY -> both(client, server, 503);
      case BROKEN -> both(client, server, 500);
    }
    server.close(serverEnd);
    client.close(clientEnd);
    return clientEnd;
  }

  private static void both(OpenSpan client, OpenSpan server, long code) {
    server.answers(code);
    client.answers(code);
  }
}
