package dev.throughline.correlation.matrix;

import dev.throughline.correlation.netty.NettyShop;
import dev.throughline.correlation.netty.NettyShop.Streams;

/** Plain Netty; which protocol is spoken, the caller says. */
record NettyServer(NettyShop shop) implements ServerUnderTest {
  static NettyServer start(Streams streams, Application application, Runnable probe)
      throws InterruptedException {
    return new NettyServer(
        new NettyShop(streams, path -> application.serve(path, Host.PLAIN), probe));
  }

  @Override
  public int port() {
    return shop.port();
  }

  @Override
  public void close() throws InterruptedException {
    shop.close();
  }
}
