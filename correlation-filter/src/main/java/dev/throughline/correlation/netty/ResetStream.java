package dev.throughline.correlation.netty;

import io.netty.handler.codec.http2.Http2Exception;

/**
 * {@code InboundHttp2ToHttpAdapter} tells of a stream that its caller has reset by an exception.
 */
final class ResetStream {
  private static final String HTTP2 = "io.netty.handler.codec.http2.";

  /** The number of the stream that an exception is about; 0 if it is about none. */
  static int number(Throwable cause) {
    // By name first: Netty's HTTP/2 may not be there.
    return cause.getClass().getName().startsWith(HTTP2) && cause instanceof Http2Exception failure
        ? Http2Exception.streamId(failure)
        : 0;
  }

  private ResetStream() {}
}
