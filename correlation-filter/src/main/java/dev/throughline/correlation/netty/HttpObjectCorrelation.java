package dev.throughline.correlation.netty;

import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
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
 * is the oldest that is open, while what is read belongs to the newest. Where Netty's older HTTP/2
 * adapters put all streams into one channel, an answer may come in any order and names its stream.
 * All of it happens on the channel's event loop.
 */
final class HttpObjectCorrelation extends ChannelDuplexHandler {
  private static final int SWITCHING_PROTOCOLS = 101;

  /** {@code HttpConversionUtil.ExtensionHeaderNames.STREAM_ID}, which is in the HTTP/2 jar. */
  private static final String STREAM_ID = "x-http2-stream-id";

  private final Queue<Open> open = new ArrayDeque<>();
  private @Nullable Open reading;
  private @Nullable Open answering;

  private static final class Open {
    final ServedRequest served;
    final @Nullable String stream;
    boolean read;
    boolean answered;

    Open(ServedRequest served, @Nullable String stream) {
      this.served = served;
      this.stream = stream;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      reading = begin(context, request);
    }
    if (reading == null || !(message instanceof HttpRequest || message instanceof HttpContent)) {
      context.fireChannelRead(message);
      return;
    }
    Open read = reading;
    try (CorrelationScope scope = read.served.activate()) {
      context.fireChannelRead(message);
    }
    if (message instanceof LastHttpContent) {
      read.read = true;
      leaveIfOver(context.channel(), read);
    }
  }

  /** Between two requests a connection is nobody's. */
  private void leaveIfOver(Channel channel, Open request) {
    if (request == reading && request.read && request.answered) {
      reading = null;
      NettyCorrelation.leave(channel, request.served);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (isInterim(message)) {
      var unused = context.write(message, promise);
      return;
    }
    if (message instanceof HttpResponse response) {
      answering = answered(response);
    }
    Open answered = answering;
    Object written = message;
    if (answered != null && message instanceof HttpResponse response) {
      written = Echo.on(response, answered.served);
      answered.served.status(response.status().code());
      // What is read from now on is no part of a request.
      answered.read |= response.status().code() == SWITCHING_PROTOCOLS;
    }
    if (answered != null && message instanceof LastHttpContent) {
      answering = null;
      open.remove(answered);
      var unused =
          context.write(
              written,
              promise
                  .unvoid()
                  .addListener((ChannelFutureListener) done -> answered(answered, done)));
    } else {
      var unused = context.write(written, promise);
    }
  }

  private void answered(Open request, ChannelFuture done) {
    end(request.served, done.cause());
    request.answered = true;
    leaveIfOver(done.channel(), request);
  }

  /** Null for the late answer to a stream that its caller has reset. */
  private @Nullable Open answered(HttpResponse response) {
    String stream = response.headers().get(STREAM_ID);
    Open oldest = open.peek();
    return stream == null || oldest == null || oldest.stream == null ? oldest : of(stream);
  }

  private @Nullable Open of(String stream) {
    for (Open request : open) {
      if (stream.equals(request.stream)) {
        return request;
      }
    }
    return null;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    int stream = ResetStream.number(cause);
    Open reset = stream > 0 ? of(Integer.toString(stream)) : null;
    Open concerned = reset != null ? reset : reading;
    if (concerned == null) {
      context.fireExceptionCaught(cause);
      return;
    }
    concerned.served.failed(cause);
    try (CorrelationScope scope = concerned.served.activate()) {
      context.fireExceptionCaught(cause);
    }
    if (reset != null) {
      open.remove(reset);
      reset.served.close();
      reset.read = true;
      reset.answered = true;
      leaveIfOver(context.channel(), reset);
    }
  }

  /** Whoever hung up gets no answer: what is open ends here. */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    reading = null;
    answering = null;
    Open unanswered;
    while ((unanswered = open.poll()) != null) {
      end(unanswered.served, new ClosedChannelException());
    }
    context.fireChannelInactive();
  }

  private Open begin(ChannelHandlerContext context, HttpRequest request) {
    ServedRequest served =
        NettyCorrelation.begin(
            context.channel(), request.method().name(), request.uri(), request.headers()::getAll);
    Open begun = new Open(served, request.headers().get(STREAM_ID));
    open.add(begun);
    return begun;
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
