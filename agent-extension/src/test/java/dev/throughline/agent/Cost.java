package dev.throughline.agent;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the agent and this extension cost a real server: CPU per request, throughput and start-up,
 * all against the same server without them, in one run with the rounds taken in turn. Prints;
 * judges nothing. Loopback only, {@code ROUNDS * REQUESTS} requests per set-up.
 */
final class Cost {
  private static final int CALLERS = 4;
  private static final int WARM_UP = 12_000;
  private static final int REQUESTS = 8_000;
  private static final int ROUNDS = 3;

  private record Round(double cpuMicros, double perSecond) {}

  public static void main(String[] args) throws Exception {
    Servers server = Servers.valueOf(args.length == 0 ? "TOMCAT_WAR" : args[0]);
    try (OtlpSink sink = new OtlpSink()) {
      Map<String, Launch> setUps = new LinkedHashMap<>();
      setUps.put("plain", server.plain());
      setUps.put("agent", server.plain().withAgent(System.getProperty("agent.version")));
      setUps.put("agent+extension", server.launch());
      // The tests' processes are to start fast; a server under load has its second compiler.
      setUps.replaceAll((name, launch) -> launch.to(sink).flag("-XX:TieredStopAtLevel=4"));
      startUp(setUps);
      load(server.hello(), setUps);
    }
  }

  private static void startUp(Map<String, Launch> setUps) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Launch> setUp : setUps.entrySet()) {
        long start = System.nanoTime();
        try (RunningApp app = setUp.getValue().start()) {
          System.out.printf(
              "start-up %-16s %6.2f s, %6.2f s of CPU%n",
              setUp.getKey(), (System.nanoTime() - start) / 1e9, cpu(app).toMillis() / 1e3);
        }
      }
    }
  }

  private static void load(String path, Map<String, Launch> setUps) throws Exception {
    Map<String, RunningApp> apps = new LinkedHashMap<>();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      for (Map.Entry<String, Launch> setUp : setUps.entrySet()) {
        apps.put(setUp.getKey(), setUp.getValue().start());
        send(callers, apps.get(setUp.getKey()), path, WARM_UP);
      }
      for (int round = 0; round < ROUNDS; round++) {
        Round plain = null;
        for (Map.Entry<String, RunningApp> app : apps.entrySet()) {
          Round measured = send(callers, app.getValue(), path, REQUESTS);
          plain = plain == null ? measured : plain;
          System.out.printf(
              "load     %-16s %6.0f us of CPU a request (x %.2f), %6.0f requests/s (x %.2f)%n",
              app.getKey(),
              measured.cpuMicros(),
              measured.cpuMicros() / plain.cpuMicros(),
              measured.perSecond(),
              measured.perSecond() / plain.perSecond());
        }
      }
    } finally {
      callers.shutdownNow();
      apps.values().forEach(RunningApp::close);
    }
  }

  private static Round send(ExecutorService callers, RunningApp app, String path, int requests)
      throws Exception {
    Duration before = cpu(app);
    long start = System.nanoTime();
    List<Callable<Integer>> shares = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      shares.add(() -> share(app, path, requests / CALLERS));
    }
    for (Future<Integer> share : callers.invokeAll(shares)) {
      share.get();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double micros = cpu(app).minus(before).toNanos() / 1e3;
    return new Round(micros / requests, requests / seconds);
  }

  private static int share(RunningApp app, String path, int requests) throws Exception {
    int answered = 0;
    for (int i = 0; i < requests; i++) {
      HttpResponse<String> response = app.get(path, "X-Correlation-ID", "load-" + i);
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + " answered " + response.statusCode());
      }
      answered++;
    }
    return answered;
  }

  private static Duration cpu(RunningApp app) {
    return ProcessHandle.of(app.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private Cost() {}
}
