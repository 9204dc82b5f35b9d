package dev.throughline.correlation.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.apache.CorrelationExecHandler;
import dev.throughline.correlation.okhttp.CorrelationInterceptor;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestTemplate;

/** The same promise in every client: the request's ids go along. */
class OtherClientsTest {
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
  void okHttp() throws Exception {
    OkHttpClient client =
        new OkHttpClient.Builder().addInterceptor(new CorrelationInterceptor()).build();
    check(
        () -> {
          try (Response response =
              client.newCall(new Request.Builder().url(url()).build()).execute()) {
            assertThat(response.code()).isEqualTo(200);
          }
        });
  }

  @Test
  void apacheHttpClient() throws Exception {
    try (CloseableHttpClient client =
        HttpClients.custom()
            .addExecInterceptorFirst("throughline", new CorrelationExecHandler())
            .build()) {
      check(
          () ->
              assertThat(client.<Integer>execute(new HttpGet(url()), answer -> answer.getCode()))
                  .isEqualTo(200));
    }
  }

  @Test
  void restTemplate() throws Exception {
    RestTemplate template = new RestTemplate();
    template.getInterceptors().add(new dev.throughline.correlation.spring.CorrelationInterceptor());
    check(
        () ->
            assertThat(template.getForEntity(url(), String.class).getStatusCode().value())
                .isEqualTo(200));
  }

  private interface Call {
    void run() throws Exception;
  }

  private void check(Call call) throws Exception {
    Map<String, List<String>> headers =
        Map.of(
            "X-Correlation-ID", List.of("c-1"),
            "traceparent", List.of("00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01"));
    try (ServedRequest request = Correlation.serve("GET", "/", headers::get, null);
        CorrelationScope scope = request.activate()) {
      Correlation.user("alice");
      call.run();
    }
    Headers sent = received.take();
    assertThat(sent.get("X-Correlation-ID")).containsExactly("c-1");
    assertThat(sent.getFirst("traceparent")).contains("a".repeat(32));
    assertThat(sent.getFirst("baggage")).isEqualTo("user.id=alice");
  }

  private String url() {
    return "http://127.0.0.1:" + peer.getAddress().getPort() + "/x";
  }
}
