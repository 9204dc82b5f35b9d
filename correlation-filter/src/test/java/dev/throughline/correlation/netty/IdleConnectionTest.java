package dev.throughline.correlation.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Between two requests a connection is nobody's, whatever happens to it then. */
class IdleConnectionTest {
  private final Lines lines = new Lines();
  private final EmbeddedChannel channel = new NeighbourChannel(NettyCorrelation.handler(), lines);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void onceItsRequestIsAnswered() {
    ask("c-1");
    assertThat(reset()).isEqualTo("c-1");
    answer(HttpResponseStatus.OK);
    assertNobodys();
    ask("c-2");
    assertThat(reset()).isEqualTo("c-2");
  }

  @Test
  void notAsLongAsPartsOfTheRequestCome() {
    head("c-1");
    answer(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
    assertThat(reset()).isEqualTo("c-1");
    part(new DefaultHttpContent(Unpooled.EMPTY_BUFFER), "c-1");
    part(LastHttpContent.EMPTY_LAST_CONTENT, "c-1");
    assertNobodys();
  }

  @Test
  void notAsLongAsPipelinedRequestsAreOpen() {
    ask("c-1");
    ask("c-2");
    answer(HttpResponseStatus.OK);
    assertThat(reset()).isEqualTo("c-2");
    answer(HttpResponseStatus.OK);
    assertNobodys();
  }

  /** The handshake may take the rest of the request off the pipeline before it comes here. */
  @Test
  void onceItSpeaksAnotherProtocol() {
    head("c-1");
    answer(HttpResponseStatus.SWITCHING_PROTOCOLS);
    assertNobodys();
  }

  @Test
  void onceItsStreamIsReset() {
    HttpRequest request = request("c-3");
    request.headers().set("x-http2-stream-id", "3");
    channel.writeInbound(request);
    channel
        .pipeline()
        .fireExceptionCaught(Http2Exception.streamError(3, Http2Error.CANCEL, "stream reset"));
    assertThat(lines.last()).isEqualTo("c-3");
    assertNobodys();
  }

  private void ask(String id) {
    channel.writeInbound(request(id));
    assertThat(lines.last()).isEqualTo(id);
  }

  private static HttpRequest request(String id) {
    HttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/stock");
    request.headers().set("X-Correlation-ID", id);
    return request;
  }

  private void head(String id) {
    HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/stock");
    head.headers().set("X-Correlation-ID", id);
    channel.writeInbound(head);
    assertThat(lines.last()).isEqualTo(id);
  }

  private void part(HttpContent part, String id) {
    channel.writeInbound(part);
    assertThat(lines.last()).isEqualTo(id);
  }

  private void answer(HttpResponseStatus status) {
    channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
  }

  private void assertNobodys() {
    assertThat(reset()).isEqualTo("nobody");
    assertThat(NettyCorrelation.request(channel)).isEmpty();
  }

  /** As the network tells of it. */
  private String reset() {
    channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
    return lines.last();
  }

  /** Whose a line would be that an application's handler writes. */
  private static final class Lines extends ChannelInboundHandlerAdapter {
    private final List<String> whose = new ArrayList<>();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      log();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      log();
    }

    private void log() {
      String id = MDC.get("correlation_id");
      whose.add(id == null ? "nobody" : id);
    }

    String last() {
      return whose.get(whose.size() - 1);
    }
  }
}
