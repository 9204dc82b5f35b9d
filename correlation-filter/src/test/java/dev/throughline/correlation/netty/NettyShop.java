package dev.throughline.correlation.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.AsciiString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A Netty server for HTTP/1.1 and, by upgrade, HTTP/2, as Netty 4.1 and 4.2 both write it. */
public final class NettyShop implements AutoCloseable {
  /** What the handlers of an HTTP/2 stream work with. */
  public enum Streams {
    HTTP_OBJECTS,
    FRAMES
  }

  private final EventLoopGroup loops = newLoops();
  private final Streams streams;
  private final Function<String, CompletionStage<String>> application;
  private final Runnable probe;
  private final Channel server;

  /**
   * @param application from the path to the body of the answer, which may come later
   * @param probe runs on the event loops before and after they read
   */
  public NettyShop(
      Streams streams, Function<String, CompletionStage<String>> application, Runnable probe)
      throws InterruptedException {
    this.streams = streams;
    this.application = application;
    this.probe = probe;
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(initializer(this::http1))
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
  }

  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  @Override
  public void close() throws InterruptedException {
    server.close().sync();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
  }

  @SuppressWarnings("deprecation") // its successor is not there in Netty 4.1
  private static EventLoopGroup newLoops() {
    return new NioEventLoopGroup(2);
  }

  private void http1(ChannelPipeline pipeline) {
    HttpServerCodec codec = new HttpServerCodec();
    pipeline.addLast(
        new Probe(probe), codec, new HttpServerUpgradeHandler(codec, this::upgrade, 65_536));
    httpObjects(pipeline);
  }

  private HttpServerUpgradeHandler.@Nullable UpgradeCodec upgrade(CharSequence protocol) {
    return AsciiString.contentEquals(Http2CodecUtil.HTTP_UPGRADE_PROTOCOL_NAME, protocol)
        ? new Http2ServerUpgradeCodec(
            Http2FrameCodecBuilder.forServer().build(),
            new Http2MultiplexHandler(initializer(this::http2)))
        : null;
  }

  private void http2(ChannelPipeline pipeline) {
    if (streams == Streams.FRAMES) {
      pipeline.addLast(NettyCorrelation.frameHandler(), new FrameAnswers(application));
    } else {
      pipeline.addLast(new Http2StreamFrameToHttpObjectCodec(true));
      httpObjects(pipeline);
    }
  }

  private void httpObjects(ChannelPipeline pipeline) {
    pipeline.addLast(
        NettyCorrelation.handler(),
        new HttpObjectAggregator(65_536),
        new AnswersInOrder(application));
  }

  private static ChannelInitializer<Channel> initializer(Consumer<ChannelPipeline> pipeline) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        pipeline.accept(channel.pipeline());
      }
    };
  }
}
