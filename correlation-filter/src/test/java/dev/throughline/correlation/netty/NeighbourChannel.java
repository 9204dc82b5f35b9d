package dev.throughline.correlation.netty;

import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A channel without a network whose peer calls from this machine, and so is believed. */
final class NeighbourChannel extends EmbeddedChannel {
  NeighbourChannel(ChannelHandler... handlers) {
    super(handlers);
  }

  @Override
  protected @Nullable SocketAddress remoteAddress0() {
    return isActive() ? new InetSocketAddress("127.0.0.1", 1) : null;
  }
}
