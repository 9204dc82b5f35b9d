package dev.throughline.correlation.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.matrix.Residues;
import dev.throughline.correlation.netty.NettyShop.Streams;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

class NettyCorrelationTest {
  private final Residues residues = new Residues();
  private final ExecutorService workers =
      Correlation.wrap(Executors.newFixedThreadPool(4, residues));
  private NettyShop shop;

  @BeforeEach
  void start() throws Exception {
    start(Streams.HTTP_OBJECTS);
  }

  private void start(Streams streams) throws Exception {
    shop = new NettyShop(streams, this::answer, residues);
  }

  @AfterEach
  void stop() throws Exception {
    shop.close();
    workers.shutdown();
    assertThat(workers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(residues.found()).isEmpty();
  }

  /** What a log line there would say; every path but {@code /later} on the event loop. */
  private CompletionStage<String> answer(String path) {
    return path.equals("/later")
        ? CompletableFuture.supplyAsync(NettyCorrelationTest::mdc, workers)
        : CompletableFuture.completedFuture(mdc());
  }

  private static String mdc() {
    return "mdc=" + MDC.get("correlation_id") + ";";
  }

  @Test
  void pipelinedRequestsKeepTheirOwnIds() throws Exception {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      // Every third is answered later and from another thread.
      requests
          .append(i % 3 == 0 ? "GET /later" : "GET /now")
          .append(" HTTP/1.1\r\nHost: localhost\r\n");
      requests.append("X-Correlation-ID: c-").append(i).append("\r\n");
      requests.append(i == 49 ? "Connection: close\r\n\r\n" : "\r\n");
    }
    String answers = exchange(requests.toString());
    List<String> expected = IntStream.range(0, 50).mapToObj(i -> "c-" + i).toList();
    assertThat(all("(?i)X-Correlation-ID: (\\S+)", answers)).isEqualTo(expected);
    assertThat(all("mdc=(\\S+?);", answers)).isEqualTo(expected);
  }

  @Test
  void aBodyInPartsBelongsToItsRequest() throws Exception {
    String answer =
        exchange(
            """
            POST /now HTTP/1.1
            Host: localhost
            X-Correlation-ID: c-1
            Transfer-Encoding: chunked
            Expect: 100-continue
            Connection: close

            3
            abc
            0

            """
                .replace("\n", "\r\n"));
    assertThat(answer).startsWith("HTTP/1.1 100");
    assertThat(all("(?i)X-Correlation-ID: (\\S+)", answer)).containsExactly("c-1");
    assertThat(all("mdc=(\\S+?);", answer)).containsExactly("c-1");
  }

  @Test
  void hostileIdsAreReplaced() throws Exception {
    for (String id : List.of("a, b", "${jndi:ldap://x}", "x".repeat(129), "")) {
      String answer =
          exchange(
              "GET /now HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Correlation-ID: "
                  + id
                  + "\r\n\r\n");
      assertThat(all("(?i)X-Correlation-ID: ([0-9a-f]{32})\r", answer)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void streamsOfHttp2KeepTheirOwnIds(Streams streams) throws Exception {
    shop.close();
    start(streams);
    HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build();
    URI first = URI.create("http://127.0.0.1:" + shop.port() + "/now");
    var unused = client.send(HttpRequest.newBuilder(first).build(), BodyHandlers.discarding());
    List<CompletableFuture<java.net.http.HttpResponse<String>>> answers =
        IntStream.range(0, 50)
            .mapToObj(
                i -> {
                  String path = i % 3 == 0 ? "/later" : "/now";
                  HttpRequest request =
                      HttpRequest.newBuilder(first.resolve(path))
                          .header("X-Correlation-ID", "c-" + i)
                          .build();
                  return client.sendAsync(request, BodyHandlers.ofString());
                })
            .toList();
    for (int i = 0; i < answers.size(); i++) {
      java.net.http.HttpResponse<String> answer = answers.get(i).get();
      assertThat(answer.version()).isEqualTo(Version.HTTP_2);
      assertThat(answer.headers().allValues("x-correlation-id")).containsExactly("c-" + i);
      assertThat(answer.body()).isEqualTo("mdc=c-" + i + ";");
    }
  }

  /** As {@code HttpToHttp2ConnectionHandler} has it: all streams of a connection in one channel. */
  @Test
  void anAnswerThatNamesItsStreamIsThatStreams() {
    EmbeddedChannel channel = new NeighbourChannel(NettyCorrelation.handler());
    for (String stream : List.of("3", "5", "7")) {
      FullHttpRequest request =
          new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
      request.headers().set("x-http2-stream-id", stream).set("X-Correlation-ID", "c-" + stream);
      channel.writeInbound(request);
    }
    for (String stream : List.of("7", "3", "5")) {
      FullHttpResponse answer =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      answer.headers().set("x-http2-stream-id", stream);
      channel.writeOutbound(answer);
      assertThat(answer.headers().getAll("X-Correlation-ID")).containsExactly("c-" + stream);
    }
    channel.finishAndReleaseAll();
  }

  @Test
  void anAnswerWithReadOnlyHeadersHasItsRequestsIdToo() {
    EmbeddedChannel channel = new NeighbourChannel(NettyCorrelation.handler());
    ask(channel, "c-1", "c-2", "c-3");
    HttpHeaders ready = new ReadOnlyHttpHeaders(true, "X-Shop", "a", "X-Shop", "b");
    FullHttpResponse full =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.CREATED,
            Unpooled.copiedBuffer("stock", StandardCharsets.UTF_8),
            ready,
            new DefaultHttpHeaders());
    channel.writeOutbound(full);
    channel.writeOutbound(
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, ready),
        new DefaultLastHttpContent());
    channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));

    FullHttpResponse first = channel.readOutbound();
    assertThat(first.status()).isEqualTo(HttpResponseStatus.CREATED);
    assertThat(first.content().toString(StandardCharsets.UTF_8)).isEqualTo("stock");
    assertThat(first.headers().getAll("X-Shop")).containsExactly("a", "b");
    assertThat(first.headers().getAll("X-Correlation-ID")).containsExactly("c-1");
    HttpResponse second = channel.readOutbound();
    assertThat(second.headers().getAll("X-Shop")).containsExactly("a", "b");
    assertThat(second.headers().getAll("X-Correlation-ID")).containsExactly("c-2");
    assertThat(channel.<Object>readOutbound()).isInstanceOf(LastHttpContent.class);
    HttpResponse third = channel.readOutbound();
    assertThat(third.headers().getAll("X-Correlation-ID")).containsExactly("c-3");
    assertThat(ready.contains("X-Correlation-ID")).isFalse();
    assertThat(first.release()).as("its content is the written answer's alone").isTrue();
    channel.finishAndReleaseAll();
  }

  @Test
  void aFrameWithReadOnlyHeadersHasItsRequestsIdToo() {
    EmbeddedChannel stream = new NeighbourChannel(NettyCorrelation.frameHandler());
    Http2Headers asked = new DefaultHttp2Headers().method("GET").path("/");
    stream.writeInbound(new DefaultHttp2HeadersFrame(asked.set("x-correlation-id", "c-1"), true));
    Http2Headers ready =
        ReadOnlyHttp2Headers.serverHeaders(
            true, AsciiString.of("200"), AsciiString.of("x-shop"), AsciiString.of("a"));
    stream.writeOutbound(new DefaultHttp2HeadersFrame(ready, true, 7));
    Http2HeadersFrame answer = stream.readOutbound();
    assertThat(answer.headers().status()).hasToString("200");
    assertThat(answer.headers().get("x-shop")).hasToString("a");
    assertThat(answer.headers().get("x-correlation-id")).hasToString("c-1");
    assertThat(answer.isEndStream()).isTrue();
    assertThat(answer.padding()).isEqualTo(7);
    stream.finishAndReleaseAll();
  }

  private static void ask(EmbeddedChannel channel, String... ids) {
    for (String id : ids) {
      FullHttpRequest request =
          new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
      request.headers().set("X-Correlation-ID", id);
      channel.writeInbound(request);
    }
  }

  @Test
  void aBrowserIsToldOfTheApplicationsHeadersToo() {
    EmbeddedChannel channel = new NeighbourChannel(NettyCorrelation.handler());
    FullHttpRequest preflight =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.OPTIONS, "/");
    preflight.headers().set("Origin", "https://shop.example");
    preflight.headers().set("Access-Control-Request-Method", "POST");
    channel.writeInbound(preflight);
    FullHttpResponse answer =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    answer.headers().add("Access-Control-Allow-Headers", "content-type, authorization");
    answer.headers().add("Access-Control-Allow-Headers", "x-correlation-id");
    answer.headers().set("Access-Control-Expose-Headers", "*");
    channel.writeOutbound(answer);
    assertThat(answer.headers().getAll("Access-Control-Allow-Headers"))
        .containsExactly("content-type, authorization, x-correlation-id");
    assertThat(answer.headers().getAll("Access-Control-Expose-Headers")).containsExactly("*");
    channel.finishAndReleaseAll();
  }

  @Test
  void framesTellABrowserOfTheApplicationsHeadersToo() {
    EmbeddedChannel stream = new NeighbourChannel(NettyCorrelation.frameHandler());
    Http2Headers asked = new DefaultHttp2Headers().method("GET").path("/");
    stream.writeInbound(
        new DefaultHttp2HeadersFrame(asked.set("origin", "https://shop.example"), true));
    Http2Headers answer = new DefaultHttp2Headers().status("200");
    stream.writeOutbound(
        new DefaultHttp2HeadersFrame(
            answer.set("access-control-expose-headers", "X-Total-Count"), true));
    assertThat(answer.getAll("access-control-expose-headers"))
        .containsExactly("X-Total-Count, X-Correlation-ID");
    stream.finishAndReleaseAll();
  }

  private String exchange(String requests) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), shop.port());
        InputStream answers = socket.getInputStream()) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.UTF_8));
      return new String(answers.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
