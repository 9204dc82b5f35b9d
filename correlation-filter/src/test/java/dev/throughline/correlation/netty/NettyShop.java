package dev.throughline.correlation.netty;

import dev.throughline.correlation.Correlation;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.AsciiString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A Netty server for HTTP/1.1 and, by upgrade, HTTP/2, that answers some requests later. */
final class NettyShop implements AutoCloseable {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private final Queue<Map<String, String>> residues = new ConcurrentLinkedQueue<>();
  private final Channel server;

  NettyShop() throws InterruptedException {
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(initializer(this::http1))
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** What event loops still had in their MDC before they read. */
  Queue<Map<String, String>> residues() {
    return residues;
  }

  @Override
  public void close() throws InterruptedException {
    server.close().sync();
    loops.shutdownGracefully(0, 5, java.util.concurrent.TimeUnit.SECONDS).sync();
    workers.shutdownNow();
  }

  private void http1(ChannelPipeline pipeline) {
    HttpServerCodec codec = new HttpServerCodec();
    pipeline.addLast(
        new Probe(), codec, new HttpServerUpgradeHandler(codec, this::upgrade, 65_536));
    application(pipeline);
  }

  private HttpServerUpgradeHandler.@Nullable UpgradeCodec upgrade(CharSequence protocol) {
    return AsciiString.contentEquals(Http2CodecUtil.HTTP_UPGRADE_PROTOCOL_NAME, protocol)
        ? new Http2ServerUpgradeCodec(
            Http2FrameCodecBuilder.forServer().build(),
            new Http2MultiplexHandler(initializer(this::http2)))
        : null;
  }

  private void http2(ChannelPipeline pipeline) {
    pipeline.addLast(new Http2StreamFrameToHttpObjectCodec(true));
    application(pipeline);
  }

  private void application(ChannelPipeline pipeline) {
    pipeline.addLast(NettyCorrelation.handler(), new HttpObjectAggregator(65_536), new InOrder());
  }

  private static ChannelInitializer<Channel> initializer(
      java.util.function.Consumer<ChannelPipeline> pipeline) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        pipeline.accept(channel.pipeline());
      }
    };
  }

  private final class Probe extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      check();
      context.fireChannelRead(message);
      check();
    }

    private void check() {
      Map<String, String> mdc = MDC.getCopyOfContextMap();
      if (mdc != null && !mdc.isEmpty()) {
        residues.add(mdc);
      }
    }
  }

  /** Answers in the order of the requests, as HTTP/1.1 wants it, whenever each answer is ready. */
  private final class InOrder extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Queue<FullHttpResponse[]> waiting = new ArrayDeque<>();

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      FullHttpResponse[] slot = new FullHttpResponse[1];
      waiting.add(slot);
      boolean last = !HttpUtil.isKeepAlive(request);
      if (request.uri().startsWith("/later")) {
        workers.execute(
            Correlation.wrap(
                () -> {
                  FullHttpResponse ready = response();
                  context.executor().execute(() -> answer(context, slot, ready, last));
                }));
      } else {
        answer(context, slot, response(), last);
      }
    }

    private void answer(
        ChannelHandlerContext context,
        FullHttpResponse[] slot,
        FullHttpResponse ready,
        boolean last) {
      if (last) {
        HttpUtil.setKeepAlive(ready, false);
      }
      slot[0] = ready;
      while (!waiting.isEmpty() && waiting.peek()[0] != null) {
        FullHttpResponse next = waiting.remove()[0];
        boolean close = !HttpUtil.isKeepAlive(next);
        var written = context.writeAndFlush(next);
        if (close) {
          written.addListener(done -> context.close());
        }
      }
    }

    private FullHttpResponse response() {
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.OK,
              Unpooled.copiedBuffer(
                  "mdc=" + MDC.get("correlation_id") + ";", StandardCharsets.UTF_8));
      HttpUtil.setContentLength(response, response.content().readableBytes());
      return response;
    }
  }
}
