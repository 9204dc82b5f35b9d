package dev.throughline.stores.elasticsearch.kit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** A request to the fake, and the means to answer it. For one thread. */
final class Call {
  private final HttpExchange exchange;
  private final byte[] body;

  private Call(HttpExchange exchange, byte[] body) {
    this.exchange = exchange;
    this.body = body;
  }

  static Call of(HttpExchange exchange) throws IOException {
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream in = exchange.getRequestBody();
        InputStream plain = gzip ? new GZIPInputStream(in) : in) {
      return new Call(exchange, plain.readAllBytes());
    }
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  /** The value of a header, or "". */
  String header(String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  byte[] body() {
    return body;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  Call with(String header, String value) {
    exchange.getResponseHeaders().set(header, value);
    return this;
  }

  void json(int status, String answer) throws IOException {
    with("X-Elastic-Product", "Elasticsearch");
    send(status, "application/json", answer);
  }

  void error(ItemError error) throws IOException {
    json(error.status(), "{\"error\":" + Json.error(error) + ",\"status\":" + error.status() + "}");
  }

  void send(int status, String type, String answer) throws IOException {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    with("Content-Type", type);
    boolean none = method().equals("HEAD") || bytes.length == 0;
    exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
    if (!none) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
    exchange.close();
  }

  /** Begins an answer that the caller ends, or never does. */
  OutputStream begin(String type) throws IOException {
    with("X-Elastic-Product", "Elasticsearch").with("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  /** Hangs up without a word. */
  void hangUp() {
    exchange.close();
  }
}
