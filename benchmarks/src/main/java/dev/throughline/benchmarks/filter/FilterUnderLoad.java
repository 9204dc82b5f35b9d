package dev.throughline.benchmarks.filter;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Processor time per request and requests per second of a real Tomcat that logs a line per request,
 * without a filter, with Brave's and with the correlation filter. Each in a process of its own, all
 * alive together, asked in turn; medians, beside the server without a filter. Loopback only.
 */
public final class FilterUnderLoad {
  private static final int CALLERS = 4;
  private static final int USUAL_REQUESTS = 40_000;
  private static final int MOST_REQUESTS = 1_000_000;
  private static final int ROUNDS = 7;

  /** After fewer, the compilers' own time still hides what is measured. */
  private static final int WARM_UPS = 3;

  private record Round(double cpuMicros, double perSecond) {}

  /**
   * @param arguments how many requests a round, 40,000 unless given
   */
  public static void main(String[] arguments) throws Exception {
    int requests = arguments.length == 0 ? USUAL_REQUESTS : Integer.parseInt(arguments[0]);
    if (requests < CALLERS || requests > MOST_REQUESTS) {
      throw new IllegalArgumentException(
          requests + " requests, expected " + CALLERS + " to " + MOST_REQUESTS);
    }
    for (boolean spans : new boolean[] {false, true}) {
      System.out.println(spans ? "with spans" : "ids only");
      compare(requests, spans);
    }
  }

  private static void compare(int requests, boolean spans) throws Exception {
    List<Served> servers = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      for (Ids ids : Ids.values()) {
        Served server = Served.start(ids, spans);
        servers.add(server);
        for (int i = 0; i < WARM_UPS; i++) {
          round(callers, server, requests);
        }
      }
      List<Served> order = new ArrayList<>(servers);
      for (int i = 0; i < ROUNDS; i++) {
        for (Served server : order) {
          server.rounds.add(round(callers, server, requests));
        }
        Collections.rotate(order, 1);
      }
    } finally {
      for (Served server : servers) {
        server.close();
      }
    }
    print(servers);
  }

  private static Round round(ExecutorService callers, Served server, int requests)
      throws InterruptedException, ExecutionException {
    Duration before = server.processorTime();
    long start = System.nanoTime();
    Callable<Integer> share = () -> server.call(requests / CALLERS);
    int sent = 0;
    for (Future<Integer> done : callers.invokeAll(Collections.nCopies(CALLERS, share))) {
      sent += done.get();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double micros = server.processorTime().minus(before).toNanos() / 1e3;
    return new Round(micros / sent, sent / seconds);
  }

  /** The first server has no filter. */
  private static void print(List<Served> servers) {
    Round none = median(servers.get(0).rounds);
    for (Served server : servers) {
      Round round = median(server.rounds);
      System.out.printf(
          "%-16s %6.1f us of processor a request (x %.2f) %8.0f requests/s (x %.2f)%n",
          server.ids,
          round.cpuMicros,
          round.cpuMicros / none.cpuMicros,
          round.perSecond,
          round.perSecond / none.perSecond);
    }
  }

  private static Round median(List<Round> rounds) {
    double[] cpu = rounds.stream().mapToDouble(Round::cpuMicros).sorted().toArray();
    double[] speed = rounds.stream().mapToDouble(Round::perSecond).sorted().toArray();
    return new Round(cpu[cpu.length / 2], speed[speed.length / 2]);
  }

  /** One server's process, and what was measured of it so far. */
  private record Served(Ids ids, Process process, int port, Path log, List<Round> rounds)
      implements AutoCloseable {
    static Served start(Ids ids, boolean spans) throws IOException {
      Path log = Files.createTempFile("throughline-" + ids, ".log");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-Dlogback.configurationFile=loaded-server.xml",
                  "-Dloaded.log=" + log,
                  "-cp",
                  System.getProperty("java.class.path"),
                  LoadedServer.class.getName(),
                  ids.name(),
                  Boolean.toString(spans))
              .redirectError(Redirect.INHERIT)
              .start();
      BufferedReader out = process.inputReader();
      int port = Integer.parseInt(String.valueOf(out.readLine()));
      return new Served(ids, process, port, log, new ArrayList<>());
    }

    int call(int requests) throws IOException {
      try (KeptConnection connection = new KeptConnection(port)) {
        for (int i = 0; i < requests; i++) {
          connection.get(i);
        }
      }
      return requests;
    }

    Duration processorTime() {
      return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException, InterruptedException {
      process.getOutputStream().close();
      process.waitFor();
      Files.delete(log);
    }
  }

  private FilterUnderLoad() {}
}
