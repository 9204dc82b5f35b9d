package dev.throughline.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One person's browser: its own cookies over a shared client. For one thread. */
final class Browser {
  private final HttpClient client;
  private final URI shop;
  private final CookieManager cookies = new CookieManager();

  Browser(HttpClient client, URI shop) {
    this.client = client;
    this.shop = shop;
  }

  /** What came back; the correlation id is the one the shop named, empty if it named none. */
  record Page(int status, String correlationId, String body) {}

  Page get(String path) {
    return send(path, "GET", "");
  }

  Page post(String path, Object body) {
    return send(path, "POST", Json.write(body));
  }

  private Page send(String path, String method, String body) {
    URI uri = shop.resolve(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofMinutes(4))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    try {
      for (String cookie : cookies.get(uri, Map.of()).getOrDefault("Cookie", List.of())) {
        request.header("Cookie", cookie);
      }
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      cookies.put(uri, response.headers().map());
      return new Page(
          response.statusCode(),
          response.headers().firstValue("X-Correlation-ID").orElse(""),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method + " " + path + " was interrupted", e);
    }
  }
}
