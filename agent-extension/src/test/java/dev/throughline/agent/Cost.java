package dev.throughline.agent;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * What the agent and this extension cost a real server: CPU per request, throughput and start-up,
 * all against the same server without them, in one run. Prints; judges nothing. Loopback only.
 *
 * <p>Every request logs one line to a file; with an agent its span and the line are also exported,
 * with the agent's own defaults, to a server in this process that reads and forgets them. The
 * callers are in this process too and share the machine: on few cores the throughput's ratio is
 * milder than the CPU's. The set-ups take turns in every round, each against the plain one of the
 * same round, from another one on each time; the last lines are the medians of those ratios, with
 * the least and the greatest.
 */
final class Cost {
  private static final int CALLERS = 4;

  /** The dearer way: a session to be digested, and one entry of baggage more. */
  private static final String VISIT = "JSESSIONID=0123456789ABCDEF0123456789ABCDEF";

  private enum SetUp {
    PLAIN,
    AGENT,
    EXTENSION;

    Launch launch(Servers server, String sink) {
      Launch launch = server.plain().exportingTo(sink, "cost").agentsOwnPace();
      // The tests' processes are to start fast; a server under load has its second compiler.
      launch = launch.flag("-XX:TieredStopAtLevel=4");
      if (this != PLAIN) {
        launch = launch.withAgent(System.getProperty("agent.version"));
      }
      return this == EXTENSION ? launch.withExtension() : launch;
    }
  }

  private record Round(double cpuMicros, double perSecond) {}

  private final Servers server;
  private final int requests;
  private final int rounds;
  private final Launch[] launches = new Launch[SetUp.values().length];

  private Cost(Servers server, int requests, int rounds, String sink) {
    this.server = server;
    this.requests = requests;
    this.rounds = rounds;
    for (SetUp setUp : SetUp.values()) {
      launches[setUp.ordinal()] = setUp.launch(server, sink);
    }
  }

  /** Takes {@code [SERVER [REQUESTS a round and set-up [ROUNDS]]]}. */
  public static void main(String[] args) throws Exception {
    Build.findIn(Path.of("agent-extension"));
    Servers server = Servers.valueOf(args.length > 0 ? args[0] : "TOMCAT_WAR");
    int requests = args.length > 1 ? Integer.parseInt(args[1]) : 40_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 7;
    HttpServer sink = forgetful();
    try {
      Cost cost =
          new Cost(server, requests, rounds, "http://127.0.0.1:" + sink.getAddress().getPort());
      cost.startUp();
      cost.load();
    } finally {
      sink.stop(0);
    }
  }

  private static HttpServer forgetful() throws IOException {
    HttpServer sink =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sink.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
          exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    sink.start();
    return sink;
  }

  private void startUp() throws IOException {
    double[][] seconds = new double[launches.length][rounds];
    double[][] cpu = new double[launches.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (SetUp setUp : inTurn(round)) {
        long start = System.nanoTime();
        try (RunningApp app = launches[setUp.ordinal()].start()) {
          seconds[setUp.ordinal()][round] = (System.nanoTime() - start) / 1e9;
          cpu[setUp.ordinal()][round] = cpu(app).toNanos() / 1e9;
        }
      }
    }
    print("s until ready", seconds);
    print("s of CPU until ready", cpu);
  }

  private void load() throws Exception {
    RunningApp[] apps = new RunningApp[launches.length];
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      for (SetUp setUp : SetUp.values()) {
        apps[setUp.ordinal()] = launches[setUp.ordinal()].start();
        send(callers, apps[setUp.ordinal()], requests);
      }
      measure(callers, apps);
    } finally {
      callers.shutdownNow();
      Stream.of(apps).filter(app -> app != null).forEach(RunningApp::close);
    }
  }

  private void measure(ExecutorService callers, RunningApp[] apps) throws Exception {
    double[][] cpu = new double[launches.length][rounds];
    double[][] perSecond = new double[launches.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (SetUp setUp : inTurn(round)) {
        Round measured = send(callers, apps[setUp.ordinal()], requests);
        cpu[setUp.ordinal()][round] = measured.cpuMicros();
        perSecond[setUp.ordinal()][round] = measured.perSecond();
      }
    }
    print("us of CPU a request", cpu);
    print("requests a second", perSecond);
  }

  private static List<SetUp> inTurn(int round) {
    List<SetUp> turn = new ArrayList<>(List.of(SetUp.values()));
    Collections.rotate(turn, round);
    return turn;
  }

  private static void print(String what, double[][] figures) {
    double[] plain = figures[SetUp.PLAIN.ordinal()];
    for (SetUp setUp : SetUp.values()) {
      double[] own = figures[setUp.ordinal()];
      double[] ratios = new double[own.length];
      Arrays.setAll(ratios, round -> own[round] / plain[round]);
      Arrays.sort(ratios);
      System.out.printf(
          Locale.ROOT,
          "%-22s %-10s %9.2f   x %.2f (%.2f to %.2f)%n",
          what,
          setUp.name().toLowerCase(Locale.ROOT),
          median(own),
          median(ratios),
          ratios[0],
          ratios[ratios.length - 1]);
    }
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private Round send(ExecutorService callers, RunningApp app, int count) throws Exception {
    Duration before = cpu(app);
    long start = System.nanoTime();
    List<Callable<Void>> shares = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      shares.add(() -> share(app, count / CALLERS));
    }
    for (Future<Void> share : callers.invokeAll(shares)) {
      share.get();
    }
    int sent = count / CALLERS * CALLERS;
    double seconds = (System.nanoTime() - start) / 1e9;
    double micros = cpu(app).minus(before).toNanos() / 1e3;
    return new Round(micros / sent, sent / seconds);
  }

  private Void share(RunningApp app, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      HttpResponse<String> response =
          app.get(server.hello(), "X-Correlation-ID", "load-" + i, "Cookie", VISIT);
      if (response.statusCode() != 200) {
        throw new IllegalStateException(server.hello() + " answered " + response.statusCode());
      }
    }
    return null;
  }

  private static Duration cpu(RunningApp app) {
    return ProcessHandle.of(app.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }
}
