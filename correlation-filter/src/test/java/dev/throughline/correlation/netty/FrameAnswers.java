package dev.throughline.correlation.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers one stream in frames: a head, and a body of its own. */
public final class FrameAnswers extends ChannelInboundHandlerAdapter {
  private final Function<String, CompletionStage<String>> application;

  public FrameAnswers(Function<String, CompletionStage<String>> application) {
    this.application = application;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof Http2HeadersFrame head && head.headers().path() != null) {
        String path = new QueryStringDecoder(head.headers().path().toString()).path();
        var unused =
            application
                .apply(path)
                .whenComplete(
                    (body, failure) -> context.executor().execute(() -> answer(context, body)));
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private static void answer(ChannelHandlerContext context, @Nullable String body) {
    DefaultHttp2Headers head = new DefaultHttp2Headers();
    head.status(body == null ? "500" : "200");
    if (body == null) {
      context.writeAndFlush(new DefaultHttp2HeadersFrame(head, true));
      return;
    }
    context.write(new DefaultHttp2HeadersFrame(head));
    context.writeAndFlush(
        new DefaultHttp2DataFrame(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8), true));
  }
}
