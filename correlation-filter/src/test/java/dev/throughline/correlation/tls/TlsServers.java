package dev.throughline.correlation.tls;

import dev.throughline.correlation.netty.FrameAnswers;
import dev.throughline.correlation.netty.NettyCorrelation;
import dev.throughline.correlation.servlet.CorrelationInitializer;
import dev.throughline.correlation.servlet.Shop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
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
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * A process with four servers that would like to see a certificate and answer with their MDC.
 * Arguments: the certificates' file, a work folder. It ends with its standard input.
 */
public final class TlsServers {
  private TlsServers() {}

  public static void main(String[] args) throws Exception {
    Certificates certificates = new Certificates(Path.of(args[0]));
    System.out.printf(
        "ready tomcat=%d netty=%d frames=%d webflux=%d%n",
        tomcat(certificates, args[1]),
        netty(certificates),
        frames(certificates),
        webFlux(certificates));
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(0);
  }

  private static int tomcat(Certificates certificates, String work) throws Exception {
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    SSLHostConfig tls = new SSLHostConfig();
    tls.setCertificateVerification("optional");
    tls.setTruststoreFile(certificates.authorityFile().toString());
    tls.setTruststorePassword(Certificates.PASSWORD);
    SSLHostConfigCertificate own =
        new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
    own.setCertificateKeystoreFile(certificates.file().toString());
    own.setCertificateKeystorePassword(Certificates.PASSWORD);
    own.setCertificateKeyAlias(Certificates.SERVER);
    tls.addCertificate(own);
    connector.addSslHostConfig(tls);

    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(work);
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", work);
    context.addServletContainerInitializer(new CorrelationInitializer(), Set.of());
    Tomcat.addServlet(context, "shop", new Shop()).setAsyncSupported(true);
    context.addServletMappingDecoded("/*", "shop");
    tomcat.start();
    return connector.getLocalPort();
  }

  private static int netty(Certificates certificates) throws Exception {
    SslContext tls = tls(certificates).build();
    return listen(
        pipeline ->
            pipeline.addLast(
                tls.newHandler(pipeline.channel().alloc()),
                new HttpServerCodec(),
                NettyCorrelation.handler(),
                new HttpObjectAggregator(65_536),
                new ShowIds()));
  }

  /** HTTP/2 whose handlers work with frames: TLS is the connection's, not the stream's. */
  private static int frames(Certificates certificates) throws Exception {
    SslContext tls =
        tls(certificates)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2))
            .build();
    ChannelHandler stream =
        initializer(
            pipeline ->
                pipeline.addLast(
                    NettyCorrelation.frameHandler(),
                    new FrameAnswers(path -> CompletableFuture.completedFuture(ids()))));
    return listen(
        pipeline ->
            pipeline.addLast(
                tls.newHandler(pipeline.channel().alloc()),
                Http2FrameCodecBuilder.forServer().build(),
                new Http2MultiplexHandler(stream)));
  }

  private static SslContextBuilder tls(Certificates certificates) throws Exception {
    return SslContextBuilder.forServer(certificates.keys(Certificates.SERVER))
        .trustManager(certificates.trust())
        .clientAuth(ClientAuth.OPTIONAL);
  }

  private static int listen(Consumer<ChannelPipeline> connection) throws InterruptedException {
    Channel server =
        new ServerBootstrap()
            .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
            .channel(NioServerSocketChannel.class)
            .childHandler(initializer(connection))
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  private static ChannelHandler initializer(Consumer<ChannelPipeline> handlers) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        handlers.accept(channel.pipeline());
      }
    };
  }

  private static int webFlux(Certificates certificates) {
    return new SpringApplicationBuilder(Application.class)
        .web(WebApplicationType.REACTIVE)
        .properties(
            "server.port=0",
            "spring.main.banner-mode=off",
            "logging.level.root=WARN",
            "server.ssl.client-auth=want",
            "server.ssl.key-alias=" + Certificates.SERVER,
            "server.ssl.key-store=" + certificates.file(),
            "server.ssl.key-store-password=" + Certificates.PASSWORD,
            "server.ssl.trust-store=" + certificates.authorityFile(),
            "server.ssl.trust-store-password=" + Certificates.PASSWORD)
        .run()
        .getEnvironment()
        .getRequiredProperty("local.server.port", Integer.class);
  }

  private static String ids() {
    StringBuilder lines = new StringBuilder();
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    new TreeMap<>(mdc == null ? Map.of() : mdc)
        .forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    return lines.toString();
  }

  @EnableAutoConfiguration
  @RestController
  static class Application {
    @GetMapping("/ids")
    Mono<String> show() {
      return Mono.fromSupplier(TlsServers::ids);
    }
  }

  private static final class ShowIds extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.OK,
              Unpooled.copiedBuffer(ids(), StandardCharsets.UTF_8));
      HttpUtil.setContentLength(response, response.content().readableBytes());
      HttpUtil.setKeepAlive(response, false);
      context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
