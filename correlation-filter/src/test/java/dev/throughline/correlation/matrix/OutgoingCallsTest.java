package dev.throughline.correlation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.apache.CorrelationExecHandler;
import dev.throughline.correlation.okhttp.CorrelationCallFactory;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import dev.throughline.correlation.spring.CorrelationFunction;
import dev.throughline.correlation.spring.CorrelationInterceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Request;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** The same promises by every client: what of a request goes along on a call, and what does not. */
class OutgoingCallsTest {
  private static final String TRACE = "a".repeat(32);

  private final LinkedBlockingQueue<Headers> received = new LinkedBlockingQueue<>();
  private final Residues residues = new Residues();
  private final Clients clients = new Clients(residues);
  private Peer peer;

  static List<String> clients() throws IOException {
    try (Clients clients = new Clients(new Residues())) {
      return List.copyOf(clients.all().keySet());
    }
  }

  @BeforeEach
  void start() throws IOException {
    peer = Peer.start((path, headers) -> received.add(headers));
  }

  @AfterEach
  void stop() throws Exception {
    clients.close();
    peer.close();
    assertThat(residues.foundInTheEnd()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void theRequestsIdsGoAlong(String client) throws Exception {
    try (ServedRequest request = served();
        CorrelationScope scope = request.activate()) {
      Correlation.user("Jürgen, X");
      Correlation.session("s-1");
      call(client);
    }
    Headers headers = received.take();
    assertThat(headers.get("X-Correlation-ID")).containsExactly("c-1");
    assertThat(headers.getFirst("traceparent")).startsWith("00-" + TRACE + "-");
    assertThat(headers.getFirst("tracestate")).isEqualTo("k=v");
    assertThat(headers.getFirst("baggage"))
        .isEqualTo("user.id=J%C3%BCrgen%2C%20X,session.id=s-1,shop=berlin;p=1");
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aCallOutsideOfARequestGetsAnIdOfItsOwn(String client) throws Exception {
    call(client);
    assertThat(received.take().getFirst("X-Correlation-ID")).matches("[0-9a-f]{32}");
  }

  @Test
  void headersTheApplicationSetStay() throws Exception {
    HttpClient client = Correlation.wrap(HttpClient.newHttpClient());
    HttpRequest own = HttpRequest.newBuilder(peer.uri()).header("X-Correlation-ID", "own").build();
    try (ServedRequest request = served();
        CorrelationScope scope = request.activate()) {
      var unused = client.sendAsync(own, BodyHandlers.discarding()).get();
    }
    assertThat(received.take().get("X-Correlation-ID")).containsExactly("own");
  }

  /** Everything is asked and set by lines, in five ways. */
  static Map<String, OwnCall> ownBaggage() {
    Map<String, OwnCall> calls = new TreeMap<>();
    calls.put(
        "HttpClient",
        (to, lines) -> {
          HttpRequest.Builder request = HttpRequest.newBuilder(to);
          lines.forEach(line -> request.header("baggage", line));
          var unused =
              Correlation.wrap(HttpClient.newHttpClient())
                  .send(request.build(), BodyHandlers.discarding());
        });
    calls.put(
        "OkHttp",
        (to, lines) -> {
          Request.Builder request = new Request.Builder().url(to.toString());
          lines.forEach(line -> request.addHeader("baggage", line));
          new CorrelationCallFactory(Peer.okHttp().build())
              .newCall(request.build())
              .execute()
              .close();
        });
    calls.put(
        "Apache",
        (to, lines) -> {
          HttpGet request = new HttpGet(to);
          lines.forEach(line -> request.addHeader("baggage", line));
          try (CloseableHttpClient client =
              HttpClients.custom()
                  .addExecInterceptorBefore(
                      ChainElement.PROTOCOL.name(), "throughline", new CorrelationExecHandler())
                  .build()) {
            client.execute(request, answer -> answer.getCode());
          }
        });
    calls.put(
        "RestClient",
        (to, lines) ->
            RestClient.builder()
                .requestInterceptor(new CorrelationInterceptor())
                .build()
                .get()
                .uri(to)
                .header("Baggage", lines.toArray(String[]::new))
                .retrieve()
                .toBodilessEntity());
    calls.put(
        "WebClient",
        (to, lines) ->
            WebClient.builder()
                .filter(new CorrelationFunction())
                .build()
                .get()
                .uri(to)
                .header("Baggage", lines.toArray(String[]::new))
                .retrieve()
                .toBodilessEntity()
                .contextCapture()
                .block());
    return calls;
  }

  interface OwnCall {
    void make(URI to, List<String> baggage) throws Exception;
  }

  static Set<String> clientsWithHeaders() {
    return ownBaggage().keySet();
  }

  @ParameterizedTest
  @MethodSource("clientsWithHeaders")
  void allLinesOfTheCallsOwnBaggageGoAlong(String client) throws Exception {
    try (ServedRequest request = served();
        CorrelationScope scope = request.activate()) {
      Correlation.user("alice");
      Objects.requireNonNull(ownBaggage().get(client)).make(peer.uri(), List.of("a=1;p", "b=2"));
    }
    assertThat(received.take().get("baggage"))
        .containsExactly("a=1;p,b=2,user.id=alice,shop=berlin;p=1");
  }

  /**
   * Spring buffers a body wherever there is an interceptor; here the call is there before it ends.
   */
  @Test
  void springStreamsABodyThroughAWrappedClient() {
    HttpClient wrapped = Correlation.wrap(HttpClient.newHttpClient());
    RestClient client =
        RestClient.builder().requestFactory(new JdkClientHttpRequestFactory(wrapped)).build();
    AtomicReference<Headers> duringTheBody = new AtomicReference<>();
    var unused =
        client
            .post()
            .uri(peer.uri())
            .body(
                body -> {
                  body.write(new byte[10_000]);
                  body.flush();
                  duringTheBody.set(nextCall());
                })
            .retrieve()
            .toBodilessEntity();
    assertThat(duringTheBody.get().getFirst("X-Correlation-ID")).matches("[0-9a-f]{32}");
  }

  private Headers nextCall() throws IOException {
    try {
      Headers next = received.poll(1, TimeUnit.MINUTES);
      if (next == null) {
        throw new IOException("no call arrives while its body is being written");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void closingTheWrapperClosesTheClient() {
    HttpClient client = HttpClient.newHttpClient();
    Correlation.wrap(client).close();
    assertThat(client.isTerminated()).isTrue();
  }

  @Test
  void shuttingTheWrapperDownShutsTheClientDown() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpClient wrapper = Correlation.wrap(client);
    assertThat(wrapper.isTerminated()).isFalse();
    assertThat(wrapper.awaitTermination(Duration.ofNanos(1))).isFalse();
    wrapper.shutdown();
    assertThat(client.awaitTermination(Duration.ofSeconds(60))).isTrue();
    assertThat(wrapper.awaitTermination(Duration.ofSeconds(60))).isTrue();
    assertThat(wrapper.isTerminated()).isTrue();

    HttpClient another = HttpClient.newHttpClient();
    Correlation.wrap(another).shutdownNow();
    assertThat(another.awaitTermination(Duration.ofSeconds(60))).isTrue();
  }

  private void call(String client) throws Exception {
    Client calling = Objects.requireNonNull(clients.all().get(client));
    assertThat(calling.call(peer.uri()).toCompletableFuture().get(60, TimeUnit.SECONDS))
        .isEqualTo(200);
  }

  static ServedRequest served() {
    Map<String, List<String>> headers =
        Map.of(
            "X-Correlation-ID", List.of("c-1"),
            "traceparent", List.of("00-" + TRACE + "-" + "b".repeat(16) + "-01"),
            "tracestate", List.of("k=v"),
            "baggage", List.of("shop=berlin;p=1"));
    return Correlation.serve(
        "GET",
        "/x?secret=1",
        headers::get,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
  }
}
