package dev.throughline.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A collector in a process of its own, with the heap that its launcher gives it. */
final class CollectorUnderLoad implements AutoCloseable {
  private static final int SENDERS = 4;
  private static final Duration GUARD = Duration.ofMinutes(5);
  private static final Pattern READY =
      Pattern.compile("ready intake=(\\S+) json=(\\S+):(\\d+) query=(\\S+)");
  private static final String STORED = "throughline_store_records_total{outcome=\"stored\"} ";

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String intake;
  private final String host;
  private final int linePort;
  private final String query;

  /**
   * @param options beside the folder and the ports
   */
  CollectorUnderLoad(Path data, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.throughline.collector.Main",
                "--data=" + data,
                "--intake-port=0",
                "--json-port=0",
                "--query-port=0"));
    command.addAll(List.of(options));
    process = new ProcessBuilder(command).redirectError(new File(data + ".log")).start();
    BufferedReader out = process.inputReader();
    Matcher ready = READY.matcher(String.valueOf(out.readLine()));
    if (!ready.matches()) {
      throw new IOException("the collector did not start, see " + data + ".log");
    }
    intake = ready.group(1);
    host = ready.group(2);
    linePort = Integer.parseInt(ready.group(3));
    query = ready.group(4);
  }

  /** How long a request takes away from its acknowledgement, and all from being searchable. */
  record Took(Duration acknowledged, Duration searchable) {}

  /** Several clients, each waiting for its answer before it sends on. */
  Took otlp(Workload workload) throws IOException, InterruptedException {
    double before = stored();
    long start = System.nanoTime();
    sendOtlp(workload);
    Duration acknowledged = Duration.ofNanos(System.nanoTime() - start);
    return new Took(acknowledged, awaitStored(start, before + workload.events()));
  }

  /** Returns when all is acknowledged. */
  void sendOtlp(Workload workload) throws InterruptedException {
    ConcurrentLinkedQueue<byte[]> bodies = new ConcurrentLinkedQueue<>(workload.otlp());
    List<Thread> senders =
        IntStream.range(0, SENDERS)
            .mapToObj(i -> Thread.startVirtualThread(() -> post(bodies)))
            .toList();
    for (Thread sender : senders) {
      sender.join();
    }
  }

  private void post(ConcurrentLinkedQueue<byte[]> bodies) {
    for (byte[] body = bodies.poll(); body != null; body = bodies.poll()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(intake + "/v1/logs"))
              .header("Content-Type", "application/x-protobuf")
              .POST(BodyPublishers.ofByteArray(body))
              .build();
      try {
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
          throw new IllegalStateException("status " + status);
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** One connection; there are no answers, so nothing is acknowledged. */
  Took lines(Workload workload) throws IOException, InterruptedException {
    double before = stored();
    long start = System.nanoTime();
    sendLines(workload);
    Duration sent = Duration.ofNanos(System.nanoTime() - start);
    return new Took(sent, awaitStored(start, before + workload.events()));
  }

  void sendLines(Workload workload) throws IOException {
    try (Socket socket = new Socket(host, linePort);
        OutputStream out = socket.getOutputStream()) {
      for (byte[] lines : workload.lines()) {
        out.write(lines);
      }
    }
  }

  /** Processor time since its start. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** A record can be found as soon as it is counted. */
  private Duration awaitStored(long start, double wanted) throws IOException, InterruptedException {
    while (stored() < wanted) {
      if (System.nanoTime() - start > GUARD.toNanos()) {
        throw new IllegalStateException(stored() + " of " + wanted + " after " + GUARD);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private double stored() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(query + "/metrics")).build();
    return client
        .send(request, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(STORED))
        .mapToDouble(line -> Double.parseDouble(line.substring(STORED.length())))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() throws InterruptedException {
    client.shutdownNow();
    process.destroy();
    process.waitFor();
  }
}
