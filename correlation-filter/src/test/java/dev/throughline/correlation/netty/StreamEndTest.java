package dev.throughline.correlation.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However an HTTP/2 stream of frames ends, its span does. */
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
