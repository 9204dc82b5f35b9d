package dev.throughline.correlation.netty;

import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
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
    Object written = message;
    if (answered != null && message instanceof Http2HeadersFrame head && isAnswer(head)) {
      written = echoed(answered, head);
      answered.status(code(head.headers().status()));
    }
    if (answered != null && isLast(message)) {
      var unused = context.write(written, promise.unvoid().addListener(done -> end(done.cause())));
    } else {
      var unused = context.write(written, promise);
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
    return NettyCorrelation.begin(
        context.channel(),
        String.valueOf(head.method()),
        head.path() == null ? "" : head.path().toString(),
        name -> lines(head, name.toLowerCase(Locale.ROOT)));
  }

  /** HTTP/2 says the host in a field of its own. */
  private static List<String> lines(Http2Headers head, String name) {
    if (name.equals("host") && head.authority() != null) {
      return List.of(head.authority().toString());
    }
    return head.getAll(name).stream().map(CharSequence::toString).toList();
  }

  /** The frame to be written: another one where this one's headers are read-only. */
  private static Http2HeadersFrame echoed(ServedRequest served, Http2HeadersFrame answer) {
    try {
      echo(served, answer.headers());
      return answer;
    } catch (UnsupportedOperationException readOnly) {
      Http2Headers headers = new DefaultHttp2Headers(false).setAll(answer.headers());
      echo(served, headers);
      return new DefaultHttp2HeadersFrame(headers, answer.isEndStream(), answer.padding())
          .stream(answer.stream());
    }
  }

  private static void echo(ServedRequest served, Http2Headers head) {
    served.echo(
        name -> lines(head, name.toLowerCase(Locale.ROOT)),
        (name, value) -> head.set(name.toLowerCase(Locale.ROOT), value));
  }

  /** Neither an interim one nor the fields at the end, behind the body. */
  private static boolean isAnswer(Http2HeadersFrame head) {
    CharSequence status = head.headers().status();
    return status != null && HttpStatusClass.valueOf(status) != HttpStatusClass.INFORMATIONAL;
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
