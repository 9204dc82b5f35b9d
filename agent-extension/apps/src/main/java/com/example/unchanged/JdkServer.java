package com.example.unchanged;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The JDK's own server and client. */
public final class JdkServer {
  private static final Logger logger = LoggerFactory.getLogger(JdkServer.class);
  private static final HttpClient client = HttpClient.newHttpClient();

  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/hello", JdkServer::hello);
    server.createContext("/call", JdkServer::call);
    server.createContext("/mdc", JdkServer::helloToCarol);
    server.createContext("/own", JdkServer::callWithOwnHeader);
    server.start();
    System.out.println("ready " + server.getAddress().getPort());
  }

  private static void hello(HttpExchange exchange) throws IOException {
    logger.info("hello from the JDK's server");
    answer(exchange, 200, "hello");
  }

  /** As an application that has always put its users into the MDC. */
  private static void helloToCarol(HttpExchange exchange) throws IOException {
    try (MDC.MDCCloseable carol = MDC.putCloseable("user_id", "carol")) {
      logger.info("carol is greeted");
    }
    answer(exchange, 200, "hello");
  }

  private static void call(HttpExchange exchange) throws IOException {
    send(exchange, HttpRequest.newBuilder(target(exchange)).build());
  }

  private static void callWithOwnHeader(HttpExchange exchange) throws IOException {
    send(
        exchange,
        HttpRequest.newBuilder(target(exchange))
            .header("x-correlation-id", "the-apps-own")
            .build());
  }

  private static URI target(HttpExchange exchange) {
    return URI.create(exchange.getRequestURI().getQuery());
  }

  private static void send(HttpExchange exchange, HttpRequest request) throws IOException {
    logger.info("calling {}", request.uri());
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      answer(exchange, response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private JdkServer() {}
}
