package dev.throughline.correlation.logback;

import dev.throughline.correlation.lines.ClosedPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
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
  private final ClosedPort nobody = new ClosedPort();
  private final Semaphore mayRead = new Semaphore(0);

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
    mayRead.release(Integer.MAX_VALUE / 2);
    accepting();
  }

  /** One line for each {@link #readOne}, until told to {@link #readAll}. */
  void readSlowly() {
    accepting();
  }

  void readOne() {
    mayRead.release();
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
      mayRead.acquireUninterruptibly();
    }
  }

  private void count(JsonNode line) {
    if (line.has("throughline.report")) {
      reported.addAndGet(line.path("throughline.dropped.records").asLong());
    } else if (!line.path("message").asString().equals("quiet")) {
      lines.incrementAndGet();
    }
  }

  /** Hangs up on everybody and is away. */
  void goAway() throws IOException {
    nobody.replace(server);
    hangUp();
  }

  private void hangUp() throws IOException {
    for (Socket connection : connections) {
      connection.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    hangUp();
    nobody.close();
  }
}
