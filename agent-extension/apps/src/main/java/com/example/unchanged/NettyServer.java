package com.example.unchanged;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bare Netty server that answers from a thread pool of its own. {@code handler.factory} names a
 * class whose static {@code handler()} makes a handler for right behind the codec.
 */
public final class NettyServer {
  private static final Logger logger = LoggerFactory.getLogger(NettyServer.class);

  public static void main(String[] args) throws InterruptedException {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    ExecutorService workers = Executors.newFixedThreadPool(4);
    Channel channel =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Pipeline(workers))
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    System.out.println("ready " + ((InetSocketAddress) channel.localAddress()).getPort());
  }

  private static final class Pipeline extends ChannelInitializer<Channel> {
    private final ExecutorService workers;

    Pipeline(ExecutorService workers) {
      this.workers = workers;
    }

    @Override
    protected void initChannel(Channel channel) throws ReflectiveOperationException {
      channel.pipeline().addLast(new HttpServerCodec());
      String more = System.getProperty("handler.factory");
      if (more != null) {
        Method factory = Class.forName(more).getMethod("handler");
        channel.pipeline().addLast((ChannelHandler) factory.invoke(null));
      }
      channel.pipeline().addLast(new HttpObjectAggregator(1 << 16)).addLast(new Answer(workers));
    }
  }

  private static final class Answer extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final ExecutorService workers;

    Answer(ExecutorService workers) {
      this.workers = workers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      if (request.decoderResult().isFailure()) {
        context.close();
        return;
      }
      String uri = request.uri();
      boolean keepAlive = HttpUtil.isKeepAlive(request);
      workers.execute(() -> answer(context, uri, keepAlive));
    }

    private static void answer(ChannelHandlerContext context, String uri, boolean keepAlive) {
      logger.info("hello from Netty");
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.OK,
              Unpooled.copiedBuffer("hello", StandardCharsets.UTF_8));
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 5);
      if (uri.equals("/own")) {
        response.headers().set("x-correlation-id", "the-apps-own");
      }
      context
          .writeAndFlush(response)
          .addListener(
              keepAlive ? ChannelFutureListener.CLOSE_ON_FAILURE : ChannelFutureListener.CLOSE);
    }
  }

  private NettyServer() {}
}
