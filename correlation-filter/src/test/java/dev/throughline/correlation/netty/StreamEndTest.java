package dev.throughline.correlation.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However an HTTP/2 stream ends, its span does. */
class StreamEndTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private final EmbeddedChannel stream = new NeighbourChannel(NettyCorrelation.frameHandler());

  @Test
  void answered() {
    ask();
    stream.writeOutbound(head("103", false)); // early hints: not the answer yet
    Http2Headers answer = new DefaultHttp2Headers().status("503");
    stream.writeOutbound(new DefaultHttp2HeadersFrame(answer, true));
    assertThat(answer.get("x-correlation-id")).hasToString("c-1");
    SpanData span = span();
    assertThat(span.getAttributes().get(AttributeKey.stringKey("server.address")))
        .isEqualTo("shop");
    assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
        .isEqualTo(503);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void resetByTheCaller() {
    ask();
    stream.writeInbound(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
    assertThat(span().getStatus().getDescription()).contains("reset the stream");
  }

  @Test
  void resetByTheApplication() {
    ask();
    stream.writeOutbound(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM));
    assertThat(span().hasEnded()).isTrue();
  }

  /** As {@code InboundHttp2ToHttpAdapter} tells of it, where all streams are in one channel. */
  @Test
  void resetAmongOthersInOneChannel() {
    EmbeddedChannel channel =
        new NeighbourChannel(NettyCorrelation.handler(), new SwallowedExceptions());
    for (String stream : List.of("3", "5")) {
      FullHttpRequest request =
          new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
      request.headers().set("x-http2-stream-id", stream).set("X-Correlation-ID", "c-" + stream);
      channel.writeInbound(request);
    }
    channel
        .pipeline()
        .fireExceptionCaught(Http2Exception.streamError(3, Http2Error.CANCEL, "stream reset"));
    assertThat(span().getAttributes().get(AttributeKey.stringKey("correlation.id")))
        .isEqualTo("c-3");
    assertThat(span().getStatus().getDescription()).isEqualTo("stream reset");
    assertThat(answer(channel, "3").headers().contains("X-Correlation-ID")).isFalse();
    assertThat(answer(channel, "5").headers().getAll("X-Correlation-ID")).containsExactly("c-5");
    assertThat(TELEMETRY.getSpans().get(1).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    channel.finishAndReleaseAll();
  }

  private static FullHttpResponse answer(EmbeddedChannel channel, String stream) {
    FullHttpResponse answer =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    answer.headers().set("x-http2-stream-id", stream);
    channel.writeOutbound(answer);
    return answer;
  }

  private static final class SwallowedExceptions extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
  }

  @Test
  void goneWithItsConnection() {
    ask();
    stream.close();
    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  private void ask() {
    Http2Headers head =
        new DefaultHttp2Headers().method("GET").path("/stock?sku=1").authority("shop:443");
    head.set("x-correlation-id", "c-1");
    stream.writeInbound(new DefaultHttp2HeadersFrame(head, true));
  }

  private static DefaultHttp2HeadersFrame head(String status, boolean last) {
    return new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status(status), last);
  }

  private static SpanData span() {
    return assertThat(TELEMETRY.getSpans()).singleElement().actual();
  }
}
