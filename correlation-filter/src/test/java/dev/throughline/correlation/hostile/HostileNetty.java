package dev.throughline.correlation.hostile;

import dev.throughline.correlation.netty.NettyCorrelation;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

final class HostileNetty implements HostileServer {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final Channel server;

  HostileNetty() throws InterruptedException {
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec(), NettyCorrelation.handler(), new Served());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
  }

  @Override
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  @Override
  public void close() throws InterruptedException {
    server.close().sync();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
  }

  /** Answers the first request of a connection and hangs up. */
  private static final class Served extends SimpleChannelInboundHandler<HttpObject> {
    private boolean answered;

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
      if (answered || !(message instanceof HttpRequest request)) {
        return;
      }
      answered = true;
      boolean readable = request.decoderResult().isSuccess();
      if (readable) {
        APPLICATION.info(ANSWER);
      }
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              readable ? HttpResponseStatus.OK : HttpResponseStatus.BAD_REQUEST,
              Unpooled.copiedBuffer(ANSWER, StandardCharsets.UTF_8));
      HttpUtil.setContentLength(response, response.content().readableBytes());
      HttpUtil.setKeepAlive(response, false);
      context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
