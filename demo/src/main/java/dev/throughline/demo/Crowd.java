package dev.throughline.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Twenty people who shop at the same time, each with their own cookies. {@code alice} looks around
 * without saying who she is, logs in, fills a cart and checks out twice: the first payment fails.
 */
public final class Crowd {
  private static final long DEFAULT_SEED = 20_261_122;
  private static final int MOST_SURPRISES = 10;

  private Crowd() {}

  /**
   * Exit codes: 0 everything went as scripted, 1 something did not, 2 wrong usage. The one option
   * is {@code --seed N}.
   */
  public static void main(String[] args) throws InterruptedException {
    long started = System.nanoTime();
    List<Shopper.Visit> visits;
    try {
      visits = shop(Settings.ofProcess().peer("gateway"), seed(args));
    } catch (Settings.Invalid e) {
      System.err.println("crowd: " + e.getMessage());
      System.exit(2);
      return;
    } catch (ExecutionException e) {
      System.err.println("crowd: " + e.getCause());
      System.exit(1);
      return;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    new CrowdReport(visits, took).print(System.out);
    List<Shopper.Visit> surprises = visits.stream().filter(v -> !v.asExpected()).toList();
    surprises.stream()
        .limit(MOST_SURPRISES)
        .forEach(
            v ->
                System.err.printf(
                    "crowd: %s: %s answered %d (correlation id \"%s\"), expected %d with an id%n",
                    v.user(), v.what(), v.page().status(), v.page().correlationId(), v.expected()));
    System.exit(surprises.isEmpty() ? 0 : 1);
  }

  /** Runs all scripts to their end; the visits are grouped by user, in each user's order. */
  static List<Shopper.Visit> shop(URI gateway, long seed)
      throws InterruptedException, ExecutionException {
    List<Shopper.Visit> visits = new ArrayList<>();
    try (HttpClient client = Peer.client();
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Shopper.Visit>>> running = new ArrayList<>();
      for (int i = 0; i < Customers.NAMES.size(); i++) {
        Shopper shopper = new Shopper(Customers.NAMES.get(i), new Browser(client, gateway), seed);
        var script = Scripts.of(i);
        running.add(
            people.submit(
                () -> {
                  script.accept(shopper);
                  return shopper.visits();
                }));
      }
      for (Future<List<Shopper.Visit>> one : running) {
        visits.addAll(one.get());
      }
    }
    return visits;
  }

  private static long seed(String[] args) {
    if (args.length == 0) {
      return DEFAULT_SEED;
    }
    if (args.length == 2 && args[0].equals("--seed")) {
      try {
        return Long.parseLong(args[1]);
      } catch (NumberFormatException e) {
        throw new Settings.Invalid("--seed is \"" + args[1] + "\"; expected a whole number");
      }
    }
    throw new Settings.Invalid(
        "arguments are \"" + String.join(" ", args) + "\"; expected none or --seed N");
  }
}
