package dev.throughline.correlation.matrix;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import okhttp3.OkHttpClient;

/** The other service: tells what headers a call of a path brought along, and answers 200. */
public record Peer(HttpServer server, ExecutorService threads) implements AutoCloseable {
  public static Peer start(BiConsumer<String, Headers> received) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.createContext(
        "/",
        exchange -> {
          received.accept(exchange.getRequestURI().getPath(), exchange.getRequestHeaders());
          exchange.getRequestBody().readAllBytes(); // unread, it might end in a reset
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    ExecutorService threads = Executors.newFixedThreadPool(4);
    server.setExecutor(threads);
    server.start();
    return new Peer(server, threads);
  }

  /** A client that waits as long as a busy machine may take. */
  public static OkHttpClient.Builder okHttp() {
    return new OkHttpClient.Builder()
        .connectTimeout(Duration.ofMinutes(1))
        .readTimeout(Duration.ofMinutes(1))
        .writeTimeout(Duration.ofMinutes(1));
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
