package dev.throughline.correlation.netty;

import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.IncomingRequest;
import dev.throughline.correlation.request.ServedRequest;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.AsciiString;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One stream's request, where the application reads and writes HTTP/2 frames. */
final class Http2FrameCorrelation extends ChannelDuplexHandler {
  private @Nullable ServedRequest served;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (served == null && message instanceof Http2HeadersFrame head) {
      served = begin(context, head.headers());
    }
    if (message instanceof Http2ResetFrame reset) {
      end(new CancellationException("the caller reset the stream, error " + reset.errorCode()));
    }
    pass(() -> context.fireChannelRead(message));
  }

  /** A reset comes as an event in Netty 4.1 and as a message in later ones. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame reset) {
      end(new CancellationException("the caller reset the stream, error " + reset.errorCode()));
    }
    pass(() -> context.fireUserEventTriggered(event));
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ServedRequest answered = served;
    if (answered != null && message instanceof Http2HeadersFrame head && !isInterim(head)) {
      answer(answered, head.headers());
    }
    if (answered != null && isLast(message)) {
      var unused =
          context.write(message, promise.unvoid().addListener(written -> end(written.cause())));
    } else {
      var unused = context.write(message, promise);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (served != null) {
      served.failed(cause);
    }
    pass(() -> context.fireExceptionCaught(cause));
  }

  /** After an answer it has ended already, and this changes nothing. */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(new ClosedChannelException());
    pass(context::fireChannelInactive);
  }

  private void pass(Runnable event) {
    if (served == null) {
      event.run();
      return;
    }
    try (CorrelationScope scope = served.activate()) {
      event.run();
    }
  }

  private static ServedRequest begin(ChannelHandlerContext context, Http2Headers head) {
    ServedRequest served =
        ServedRequest.begin(
            IncomingRequest.of(
                String.valueOf(head.method()),
                head.path() == null ? "" : head.path().toString(),
                name -> lines(head, name.toLowerCase(Locale.ROOT)),
                context.channel().remoteAddress()));
    context.channel().attr(NettyCorrelation.LAST_READ).set(served);
    return served;
  }

  /** HTTP/2 says the host in a field of its own. */
  private static List<String> lines(Http2Headers head, String name) {
    if (name.equals("host") && head.authority() != null) {
      return List.of(head.authority().toString());
    }
    return head.getAll(name).stream().map(CharSequence::toString).toList();
  }

  private static void answer(ServedRequest served, Http2Headers head) {
    if (head.status() == null) {
      return; // the fields at the end, behind the body
    }
    served.echo(
        name -> lines(head, name.toLowerCase(Locale.ROOT)),
        (name, value) -> head.set(name.toLowerCase(Locale.ROOT), value));
    served.status(code(head.status()));
  }

  private static boolean isInterim(Http2HeadersFrame head) {
    return head.headers().status() != null
        && HttpStatusClass.valueOf(head.headers().status()) == HttpStatusClass.INFORMATIONAL;
  }

  private static int code(CharSequence status) {
    return status.chars().allMatch(digit -> digit >= '0' && digit <= '9') && status.length() == 3
        ? AsciiString.of(status).parseInt()
        : 0;
  }

  private static boolean isLast(Object message) {
    return message instanceof Http2HeadersFrame head && head.isEndStream()
        || message instanceof Http2DataFrame data && data.isEndStream()
        || message instanceof Http2ResetFrame;
  }

  private void end(@Nullable Throwable failure) {
    if (served != null) {
      served.failed(failure);
      served.close();
    }
  }
}
