package dev.throughline.correlation.netty;

import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.IncomingRequest;
import dev.throughline.correlation.request.ServedRequest;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One channel's requests. HTTP/1.1 answers come in the order of the requests, so what is answered
 * is always the oldest that is open, while what is read belongs to the newest. All of it happens on
 * the channel's event loop.
 */
final class HttpObjectCorrelation extends ChannelDuplexHandler {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final Queue<ServedRequest> open = new ArrayDeque<>();
  private @Nullable ServedRequest reading;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      reading = begin(context, request);
    }
    if (reading == null || !(message instanceof HttpRequest || message instanceof HttpContent)) {
      context.fireChannelRead(message);
      return;
    }
    try (CorrelationScope scope = reading.activate()) {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (isInterim(message)) {
      var unused = context.write(message, promise);
      return;
    }
    ServedRequest answered = open.peek();
    if (answered != null && message instanceof HttpResponse response) {
      answered.responseHeaders().forEach(response.headers()::set);
      answered.status(response.status().code());
    }
    if (answered != null && message instanceof LastHttpContent) {
      open.remove();
      var unused =
          context.write(
              message, promise.unvoid().addListener(written -> end(answered, written.cause())));
    } else {
      var unused = context.write(message, promise);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (reading == null) {
      context.fireExceptionCaught(cause);
      return;
    }
    reading.failed(cause);
    try (CorrelationScope scope = reading.activate()) {
      context.fireExceptionCaught(cause);
    }
  }

  /** Whoever hung up gets no answer: what is open ends here. */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    reading = null;
    ServedRequest unanswered;
    while ((unanswered = open.poll()) != null) {
      end(unanswered, new ClosedChannelException());
    }
    context.fireChannelInactive();
  }

  private ServedRequest begin(ChannelHandlerContext context, HttpRequest request) {
    ServedRequest served =
        ServedRequest.begin(
            IncomingRequest.of(
                request.method().name(),
                request.uri(),
                request.headers()::getAll,
                context.channel().remoteAddress(),
                () -> PeerCertificate.of(context.channel())));
    served.ids().readToken();
    open.add(served);
    context.channel().attr(NettyCorrelation.LAST_READ).set(served);
    return served;
  }

  /** 100 Continue and its like come before the answer; a switch of protocols is the answer. */
  private static boolean isInterim(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL
        && response.status().code() != SWITCHING_PROTOCOLS;
  }

  private static void end(ServedRequest served, @Nullable Throwable failure) {
    served.failed(failure);
    served.close();
  }
}
