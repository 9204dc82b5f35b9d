package dev.throughline.demo;

import dev.throughline.correlation.Correlation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Another service of the shop, spoken to in JSON. Safe for use by several threads. */
final class Peer {
  /** Long, for six cold JVMs may share one busy core. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client;
  private final URI base;

  /** Calls through {@code client} carry on the ids of the request they are made for. */
  Peer(HttpClient client, URI base) {
    this.client = Correlation.wrap(client);
    this.base = base;
  }

  /** A client for the shop's own network: HTTP/1.1, for nothing here is asked to upgrade. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  /** An answer as it came; 4xx and 5xx are answers too. */
  record Answer(int status, String body) {
    boolean ok() {
      return status < 400;
    }

    <T> T as(Class<T> type) {
      return Json.read(body, type);
    }
  }

  /**
   * @param path as it reads, not percent-encoded
   * @throws UncheckedIOException if no answer came within a minute
   */
  Answer get(String path) {
    return send(to(path).GET());
  }

  Answer post(String path, Object body) {
    return send(
        to(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body))));
  }

  Answer delete(String path) {
    return send(to(path).DELETE());
  }

  private HttpRequest.Builder to(String path) {
    try {
      // This constructor quotes what may not stand in a path, a visitor's blank for example.
      URI uri = new URI(base.getScheme(), base.getAuthority(), path, null, null);
      return HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "path is \"" + path + "\"; expected one that starts with /", e);
    }
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException("stopped while waiting for " + base));
    }
  }
}
