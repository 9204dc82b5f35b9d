package dev.throughline.correlation.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CorrelatedHttpClientTest {
  private final HttpClient client = Correlation.wrap(HttpClient.newHttpClient());
  private final LinkedBlockingQueue<Headers> received = new LinkedBlockingQueue<>();
  private HttpServer peer;

  @BeforeEach
  void start() throws IOException {
    peer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    peer.createContext(
        "/",
        exchange -> {
          received.add(exchange.getRequestHeaders());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    peer.start();
  }

  @AfterEach
  void stop() {
    peer.stop(0);
  }

  @Test
  void theRequestsIdsGoAlong() throws Exception {
    try (ServedRequest request = served("c-1");
        CorrelationScope scope = request.activate()) {
      Correlation.user("Jürgen, X");
      Correlation.session("s-1");
      var unused = client.send(get("127.0.0.1"), BodyHandlers.discarding());
    }
    Headers headers = received.take();
    assertThat(headers.get("X-Correlation-ID")).containsExactly("c-1");
    assertThat(headers.getFirst("traceparent")).startsWith("00-" + "a".repeat(32) + "-");
    assertThat(headers.getFirst("tracestate")).isEqualTo("k=v");
    assertThat(headers.getFirst("baggage"))
        .isEqualTo("user.id=J%C3%BCrgen%2C%20X,session.id=s-1,shop=berlin;p=1");
  }

  @Test
  void headersTheApplicationSetStay() throws Exception {
    try (ServedRequest request = served("c-1");
        CorrelationScope scope = request.activate()) {
      HttpRequest own =
          HttpRequest.newBuilder(uri("localhost")).header("X-Correlation-ID", "own").build();
      var unused = client.sendAsync(own, BodyHandlers.discarding()).get();
    }
    assertThat(received.take().get("X-Correlation-ID")).containsExactly("own");
  }

  @Test
  void aCallOutsideOfARequestGetsAnIdOfItsOwn() throws Exception {
    var unused = client.send(get("127.0.0.1"), BodyHandlers.discarding());
    assertThat(received.take().getFirst("X-Correlation-ID")).matches("[0-9a-f]{32}");
  }

  private static ServedRequest served(String id) {
    Map<String, List<String>> headers =
        Map.of(
            "X-Correlation-ID", List.of(id),
            "traceparent", List.of("00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01"),
            "tracestate", List.of("k=v"),
            "baggage", List.of("shop=berlin;p=1"));
    return Correlation.serve(
        "GET",
        "/x?secret=1",
        headers::get,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
  }

  private HttpRequest get(String host) {
    return HttpRequest.newBuilder(uri(host)).build();
  }

  private URI uri(String host) {
    return URI.create("http://" + host + ":" + peer.getAddress().getPort() + "/");
  }
}
