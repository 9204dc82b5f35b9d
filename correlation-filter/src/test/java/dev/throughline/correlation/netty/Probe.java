package dev.throughline.correlation.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Looks at an event loop's thread before and after all that a read makes it do. */
public final class Probe extends ChannelInboundHandlerAdapter {
  private final Runnable probe;

  public Probe(Runnable probe) {
    this.probe = probe;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    probe.run();
    context.fireChannelRead(message);
    probe.run();
  }
}
