package dev.throughline.compose;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * Somebody with a browser: cookies of their own, and headers that they put on every request.
 *
 * @param headers names and values in turn
 */
record Visitor(HttpClient client, URI door, List<String> headers) {
  static Visitor at(URI door, String... headers) {
    return from("127.0.0.1", door, headers);
  }

  /** Who calls from another of this machine's own addresses. */
  static Visitor from(String address, URI door, String... headers) {
    try {
      HttpClient client =
          HttpClient.newBuilder()
              .version(Version.HTTP_1_1)
              .localAddress(InetAddress.getByName(address))
              .cookieHandler(new CookieManager())
              .build();
      return new Visitor(client, door, List.of(headers));
    } catch (IOException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, BodyPublishers.noBody());
  }

  HttpResponse<String> logIn(String name) throws IOException, InterruptedException {
    String json = "{\"user\":\"%s\",\"password\":\"%s's password\"}".formatted(name, name);
    return send("POST", "/login", BodyPublishers.ofString(json));
  }

  private HttpResponse<String> send(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(door.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, body);
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The id that an answer names; there must be one. */
  static String id(HttpResponse<String> answer) {
    if (answer.headers().allValues("X-Correlation-ID").size() != 1) {
      throw new AssertionError("one X-Correlation-ID expected: " + answer.headers());
    }
    return answer.headers().firstValue("X-Correlation-ID").orElseThrow();
  }
}
