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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The other end of a TCP appender: takes one connection and reads its lines to the end. */
public final class LineServer implements AutoCloseable {
  private final ServerSocket socket;
  private final CompletableFuture<List<String>> lines;

  /** Listens on a free port, without encryption. */
  public LineServer() throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  /** Takes over a socket that listens. */
  public LineServer(ServerSocket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(60_000);
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
    return lines.get(60, TimeUnit.SECONDS);
  }

  private List<String> read() {
    try (Socket connection = socket.accept();
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
