package dev.throughline.correlation.logback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The other end of an appender, on command as bad as can be. */
final class FaultyCollector implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final ServerSocket server;
  private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
  private final AtomicLong lines = new AtomicLong();
  private final AtomicLong reported = new AtomicLong();
  private final CountDownLatch hurry = new CountDownLatch(1);

  private FaultyCollector(ServerSocket server) {
    this.server = server;
  }

  static FaultyCollector start() throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReceiveBufferSize(16 * 1024); // little waits in the kernel
    server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return new FaultyCollector(server);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Lines of the application's that arrived. */
  long lines() {
    return lines.get();
  }

  /** How many are said to be lost, over all reports that arrived. */
  long reported() {
    return reported.get();
  }

  void readAll() {
    if (hurry.getCount() == 0) {
      return;
    }
    hurry.countDown();
    accepting();
  }

  /** A line a millisecond at most, until told to {@link #readAll}. */
  void readSlowly() {
    accepting();
  }

  /** Nobody accepts: the kernel does, and takes what fits its buffers. */
  void neverRead() {}

  private void accepting() {
    Thread thread = new Thread(this::accept, "faulty collector");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        connections.add(connection);
        read(connection);
      } catch (IOException closed) {
        // On command; or the appender has gone.
      }
    }
  }

  private void read(Socket connection) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = reader.readLine()) != null) {
      if (!line.isBlank()) {
        count(JSON.readTree(line));
      }
      dawdle();
    }
  }

  private void count(JsonNode line) {
    if (line.has("throughline.report")) {
      reported.addAndGet(line.path("throughline.dropped.records").asLong());
    } else if (!line.path("message").asString().equals("quiet")) {
      lines.incrementAndGet();
    }
  }

  private void dawdle() {
    try {
      boolean unused = hurry.await(1, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hangs up on everybody and is away. */
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
