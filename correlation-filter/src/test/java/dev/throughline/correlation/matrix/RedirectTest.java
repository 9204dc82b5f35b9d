package dev.throughline.correlation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.apache.CorrelationAsyncExecHandler;
import dev.throughline.correlation.apache.CorrelationExecHandler;
import dev.throughline.correlation.okhttp.CorrelationCallFactory;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service of ours sends the call on to a public one: the ids go along, the person does not. */
class RedirectTest {
  private static final String PUBLIC = "shop.example.org";

  private final LinkedBlockingQueue<Headers> received = new LinkedBlockingQueue<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received.add(exchange.getRequestHeaders());
          String path = exchange.getRequestURI().getPath();
          exchange
              .getResponseHeaders()
              .add("Location", "http://" + PUBLIC + ":" + server.getAddress().getPort() + "/there");
          exchange.sendResponseHeaders(path.equals("/there") ? 200 : 302, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void okHttp() throws Exception {
    OkHttpClient client =
        Peer.okHttp().dns(name -> List.of(InetAddress.getLoopbackAddress())).build();
    check(
        () -> {
          Request request = new Request.Builder().url(url()).build();
          try (Response answer = new CorrelationCallFactory(client).newCall(request).execute()) {
            assertThat(answer.code()).isEqualTo(200);
          }
        });
  }

  @Test
  void apache() throws Exception {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(new Here()).build();
    try (CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .addExecInterceptorBefore(
                ChainElement.PROTOCOL.name(), "throughline", new CorrelationExecHandler())
            .build()) {
      check(
          () ->
              assertThat(client.<Integer>execute(new HttpGet(url()), answer -> answer.getCode()))
                  .isEqualTo(200));
    }
  }

  @Test
  void apacheAsync() throws Exception {
    var connections =
        PoolingAsyncClientConnectionManagerBuilder.create().setDnsResolver(new Here()).build();
    try (CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .setConnectionManager(connections)
            .addExecInterceptorBefore(
                ChainElement.PROTOCOL.name(), "throughline", new CorrelationAsyncExecHandler())
            .build()) {
      client.start();
      check(
          () ->
              assertThat(
                      client
                          .execute(SimpleRequestBuilder.get(url()).build(), null)
                          .get(60, TimeUnit.SECONDS)
                          .getCode())
                  .isEqualTo(200));
    }
  }

  private interface Call {
    void run() throws Exception;
  }

  private void check(Call call) throws Exception {
    try (ServedRequest request = OutgoingCallsTest.served();
        CorrelationScope scope = request.activate()) {
      Correlation.user("alice");
      call.run();
    }
    Headers first = received.take();
    assertThat(first.get("X-Correlation-ID")).containsExactly("c-1");
    assertThat(first.getFirst("baggage")).contains("user.id=alice");
    Headers second = received.take();
    assertThat(second.get("X-Correlation-ID")).containsExactly("c-1");
    assertThat(second.getFirst("traceparent")).startsWith("00-" + "a".repeat(32) + "-");
    assertThat(second.get("baggage")).isNull();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/here";
  }

  /** Every name is this machine. */
  private static final class Here extends SystemDefaultDnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
  }
}
