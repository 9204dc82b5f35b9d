package dev.throughline.correlation.netty;

import dev.throughline.correlation.request.IncomingHeaders;
import dev.throughline.correlation.request.IncomingRequest;
import dev.throughline.correlation.request.ServedRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.AttributeKey;
import java.util.Optional;

/**
 * Netty 4.1 and 4.2. Put {@link #handler()} right behind whatever makes HTTP objects of bytes:
 *
 * <ul>
 *   <li>HTTP/1.1: behind {@code HttpServerCodec}; keep-alive and pipelining are understood.
 *   <li>HTTP/2: in each stream's channel, behind {@code Http2StreamFrameToHttpObjectCodec}; or,
 *       where the application works with {@code Http2HeadersFrame} and {@code Http2DataFrame}
 *       itself, {@link #frameHandler()}.
 * </ul>
 *
 * Handlers behind it run with the ids of the request they are given. Work handed to another thread
 * takes them along by {@code Correlation.wrap}.
 */
public final class NettyCorrelation {
  static final AttributeKey<ServedRequest> LAST_READ =
      AttributeKey.valueOf("dev.throughline.served");

  /** A handler for one channel: it has the state of that channel's requests. */
  public static ChannelHandler handler() {
    return new HttpObjectCorrelation();
  }

  /** The same for one HTTP/2 stream whose handlers read and write frames. */
  public static ChannelHandler frameHandler() {
    return new Http2FrameCorrelation();
  }

  /**
   * The request most recently read on the channel, for example to name its route; while a handler
   * is given a part of a request, that request. Empty once it has been read and answered.
   */
  public static Optional<ServedRequest> request(Channel channel) {
    return Optional.ofNullable(channel.attr(LAST_READ).get());
  }

  static ServedRequest begin(
      Channel channel, String method, String target, IncomingHeaders headers) {
    ServedRequest served =
        ServedRequest.begin(
            IncomingRequest.of(
                method,
                target,
                headers,
                channel.remoteAddress(),
                () -> PeerCertificate.of(channel)));
    served.ids().readToken();
    channel.attr(LAST_READ).set(served);
    return served;
  }

  /** What happens on the channel from now on is no part of this request. */
  static void leave(Channel channel, ServedRequest served) {
    channel.attr(LAST_READ).compareAndSet(served, null);
  }

  private NettyCorrelation() {}
}
