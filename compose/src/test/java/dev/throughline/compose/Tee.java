package dev.throughline.compose;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Gives two collectors the same bytes: what reaches its ports goes to both, and the sender hears a
 * success only when both said so.
 */
final class Tee implements AutoCloseable {
  private final List<Started> collectors;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer http;
  private final ServerSocket lines;

  Tee(Started... collectors) throws IOException {
    this.collectors = List.of(collectors);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::forward);
    http.start();
    lines = new ServerSocket(0, 50, loopback);
    threads.execute(this::accept);
  }

  String intake() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  String json() {
    return "127.0.0.1:" + lines.getLocalPort();
  }

  private void forward(HttpExchange request) throws IOException {
    byte[] body = request.getRequestBody().readAllBytes();
    List<HttpResponse<byte[]>> answers = new ArrayList<>();
    try {
      for (Started collector : collectors) {
        HttpRequest.Builder copy =
            HttpRequest.newBuilder(
                    URI.create(collector.ready("intake") + request.getRequestURI().getPath()))
                .POST(BodyPublishers.ofByteArray(body));
        for (String header : List.of("Content-Type", "Content-Encoding")) {
          String value = request.getRequestHeaders().getFirst(header);
          if (value != null) {
            copy.header(header, value);
          }
        }
        answers.add(client.send(copy.build(), BodyHandlers.ofByteArray()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    HttpResponse<byte[]> worst =
        answers.stream().max(Comparator.comparingInt(HttpResponse::statusCode)).orElseThrow();
    worst
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> request.getResponseHeaders().set("Content-Type", type));
    request.sendResponseHeaders(
        worst.statusCode(), worst.body().length == 0 ? -1 : worst.body().length);
    request.getResponseBody().write(worst.body());
    request.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket from = lines.accept();
        threads.execute(() -> copy(from));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void copy(Socket from) {
    List<Socket> to = new ArrayList<>();
    try (from) {
      for (Started collector : collectors) {
        String[] address = collector.ready("json").split(":");
        to.add(new Socket(address[0], Integer.parseInt(address[1])));
      }
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[64 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (Socket socket : to) {
          OutputStream out = socket.getOutputStream();
          out.write(buffer, 0, n);
          out.flush();
        }
      }
    } catch (IOException ended) {
      // Either side is gone; what is missing then shows in the journeys.
      return;
    } finally {
      to.forEach(Tee::close);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    http.stop(0);
    lines.close();
    threads.shutdown();
    try {
      // Who has sent is gone, and what it sent may still be on its way.
      if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
