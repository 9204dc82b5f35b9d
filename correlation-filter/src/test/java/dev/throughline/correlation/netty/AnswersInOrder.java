package dev.throughline.correlation.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers in the order of the requests, as HTTP/1.1 wants it, whenever each answer is ready. */
final class AnswersInOrder extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final Queue<Slot> waiting = new ArrayDeque<>();
  private final Function<String, CompletionStage<String>> application;

  private static final class Slot {
    final boolean last;
    @Nullable FullHttpResponse ready;

    Slot(boolean last) {
      this.last = last;
    }
  }

  AnswersInOrder(Function<String, CompletionStage<String>> application) {
    this.application = application;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    Slot slot = new Slot(!HttpUtil.isKeepAlive(request));
    waiting.add(slot);
    var unused =
        application
            .apply(new QueryStringDecoder(request.uri()).path())
            .whenComplete(
                (body, failure) ->
                    context.executor().execute(() -> answer(context, slot, response(body))));
  }

  private void answer(ChannelHandlerContext context, Slot slot, FullHttpResponse ready) {
    slot.ready = ready;
    while (!waiting.isEmpty() && waiting.peek().ready != null) {
      Slot next = waiting.remove();
      HttpUtil.setKeepAlive(next.ready, !next.last);
      var written = context.writeAndFlush(next.ready);
      if (next.last) {
        written.addListener(done -> context.close());
      }
    }
  }

  private static FullHttpResponse response(@Nullable String body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            body == null ? HttpResponseStatus.INTERNAL_SERVER_ERROR : HttpResponseStatus.OK,
            Unpooled.copiedBuffer(body == null ? "" : body, StandardCharsets.UTF_8));
    HttpUtil.setContentLength(response, response.content().readableBytes());
    return response;
  }
}
