package dev.throughline.cli.demo;

import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The demo from the first build to the moment when all the crowd did can be read. */
public final class Demo {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** How long the services' exporters keep spans and lines before they send them. */
  private static final Duration EXPORT_DELAY = Duration.ofSeconds(2);

  private final Clock clock;
  private final Consumer<String> progress;
  private final Instant begin;

  /**
   * @param progress takes a line about each thing that is done
   */
  public Demo(Clock clock, Consumer<String> progress) {
    this.clock = clock;
    this.progress = progress;
    begin = clock.instant();
  }

  /**
   * Builds what is missing and prepares a shop; nothing runs yet.
   *
   * @param root the project's folder
   * @param agents the services that run with an agent instead of the filter
   * @param store where the collector stores, or null for its own folder
   */
  public Shop prepare(Path root, AgentServices agents, @Nullable String store)
      throws DemoFailed, InterruptedException {
    Checkout checkout = new Checkout(root);
    List<String> missing = checkout.missing(!agents.names().isEmpty());
    if (!missing.isEmpty()) {
      say("building " + String.join(" and ", missing) + ", a few minutes the first time");
      checkout.build(missing, progress);
    }
    return new Shop(checkout, agents, checkout.runFolder(), store);
  }

  /**
   * Opens the shop and lets the crowd in.
   *
   * @return the crowd's report
   */
  public String run(Shop shop) throws DemoFailed, InterruptedException {
    say("starting the collector");
    shop.startCollector();
    say("starting inventory, payments, auth, orders, shipping and gateway, a process each");
    shop.startServices("Inventory", "Payments");
    shop.startServices("Auth", "Orders", "Shipping");
    shop.startServices("Gateway");
    say("twenty people go shopping");
    return shop.runCrowd();
  }

  /**
   * Waits until everything that was recorded can be read.
   *
   * @param goOn whether the services stay open; else they end first and send what they hold
   */
  public void settle(Shop shop, StoreReader collector, boolean goOn)
      throws DemoFailed, InterruptedException {
    if (!goOn) {
      say("closing the shop");
      List<String> killed = shop.endServices();
      if (!killed.isEmpty()) {
        say(String.join(" and ", killed) + " did not end: what they had not sent is missing");
      }
    }
    say("waiting until the collector has stored it all");
    if (!goOn) {
      // What waits in a socket of somebody who has ended was not received yet.
      await(shop, () -> shop.lineConnections() == 0);
    }
    Instant told = goOn ? clock.instant().plus(EXPORT_DELAY) : clock.instant();
    Query query =
        Query.of(Set.of(new Handle.Correlation("-")), new TimeRange(begin, told.plusSeconds(60)));
    await(
        shop,
        () ->
            collector.read(query, signal -> {}) instanceof ReadResult.Answered answered
                && !answered.asOf().isBefore(told));
    say("done");
  }

  /** Something that becomes true. */
  private interface Condition {
    boolean holds() throws DemoFailed;
  }

  private void await(Shop shop, Condition condition) throws DemoFailed, InterruptedException {
    Instant end = clock.instant().plus(PATIENCE);
    while (!condition.holds()) {
      if (clock.instant().isAfter(end)) {
        throw new DemoFailed(
            "the collector has not stored everything after "
                + PATIENCE.toSeconds()
                + " s; the logs are in "
                + shop.folder());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** When the demo began. */
  public Instant begin() {
    return begin;
  }

  private void say(String what) {
    long tenths = Duration.between(begin, clock.instant()).toMillis() / 100;
    progress.accept("[%2d.%d s] %s".formatted(tenths / 10, tenths % 10, what));
  }
}
