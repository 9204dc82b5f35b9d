package dev.throughline.collector.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;

/** A listening HTTP/1.1 server. */
public final class HttpPort implements Closeable {
  private static final int MAX_HEADER_BYTES = 8 * 1024;

  /** A body that comes slower than this, in bytes per second, is not waited for. */
  private static final long MIN_BODY_RATE = 500;

  private final Javalin server;

  private HttpPort(Javalin server) {
    this.server = server;
  }

  /**
   * Listens; requests run on virtual threads.
   *
   * @param address port 0 is any free one
   * @param routes adds what is served
   * @throws io.javalin.util.JavalinBindException when the address is taken
   */
  public static HttpPort listen(InetSocketAddress address, Consumer<JavalinConfig> routes) {
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.concurrency.useVirtualThreads = true;
              config.http.prefer405over404 = true;
              config.jetty.host = address.getHostString();
              config.jetty.port = address.getPort();
              config.jetty.modifyHttpConfiguration(HttpPort::limit);
              config.jetty.modifyServer(
                  jetty -> jetty.insertHandler(new MinimumDataRateHandler(MIN_BODY_RATE, 0)));
              routes.accept(config);
            });
    return new HttpPort(server.start());
  }

  private static void limit(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
