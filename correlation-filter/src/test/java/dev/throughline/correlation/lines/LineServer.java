package dev.throughline.correlation.lines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The other end of a TCP appender: reads the first connection that says anything to its end. A
 * handshake that either side gives up, because one of them stalled, is followed by the next.
 */
public final class LineServer implements AutoCloseable {
  private final ServerSocket socket;
  private final CompletableFuture<List<String>> lines;
  private final CompletableFuture<IOException> refusal = new CompletableFuture<>();

  /** Listens on a free port, without encryption. */
  public LineServer() throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  /** Takes over a socket that listens. */
  public LineServer(ServerSocket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(120_000);
    lines = CompletableFuture.supplyAsync(this::read, task -> new Thread(task, "lines").start());
  }

  /** The settings of an application that sends here, and ends when its lines have been sent. */
  public Map<String, String> settings(String host) {
    Map<String, String> settings = new HashMap<>();
    settings.put("throughline.json", host + ":" + socket.getLocalPort());
    settings.put(LoggingApplication.AWAIT_SENT, "5");
    return settings;
  }

  /** The same over TLS, by a name that is not just an address. */
  public Map<String, String> tlsSettings(Path trusted) {
    Map<String, String> settings = settings("localhost");
    settings.put("throughline.tls.truststore", trusted.toString());
    settings.put("throughline.tls.truststore.password", TlsPeers.PASSWORD);
    return settings;
  }

  /** What the connection said, once it has been closed. */
  public List<String> lines() throws InterruptedException, ExecutionException, TimeoutException {
    return lines.get(120, TimeUnit.SECONDS);
  }

  /** Why the first connection that broke did so, once there is one. */
  public IOException refusal() throws InterruptedException, ExecutionException, TimeoutException {
    return refusal.get(120, TimeUnit.SECONDS);
  }

  private List<String> read() {
    List<String> said = List.of();
    while (said.isEmpty()) {
      try {
        said = read(socket.accept());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return said;
  }

  private List<String> read(Socket connection) {
    List<String> said = new ArrayList<>();
    try (connection;
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        said.add(line);
      }
    } catch (IOException e) {
      refusal.complete(e);
    }
    return said;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
