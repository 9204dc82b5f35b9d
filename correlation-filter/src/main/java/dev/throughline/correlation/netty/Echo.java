package dev.throughline.correlation.netty;

import dev.throughline.correlation.request.FirstFailure;
import dev.throughline.correlation.request.ServedRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCounted;

/**
 * What an answer must carry. Where its headers are read-only ({@code ReadOnlyHttpHeaders}, say, in
 * an answer that is made once and sent often) another is written that differs in them alone.
 */
final class Echo {
  /** The answer to be written in the place of {@code answer}, whose content it takes over. */
  static HttpResponse on(HttpResponse answer, ServedRequest served) {
    try {
      set(served, answer.headers());
      return answer;
    } catch (UnsupportedOperationException readOnly) {
      return answer instanceof FullHttpResponse || !(answer instanceof ReferenceCounted)
          ? copy(answer, served)
          : unchanged(answer, readOnly);
    }
  }

  private static HttpResponse copy(HttpResponse answer, ServedRequest served) {
    HttpHeaders headers = unchecked().set(answer.headers());
    set(served, headers);
    return answer instanceof FullHttpResponse full
        ? new DefaultFullHttpResponse(
            full.protocolVersion(), full.status(), full.content(), headers, full.trailingHeaders())
        : new DefaultHttpResponse(answer.protocolVersion(), answer.status(), headers);
  }

  /** What the application has put there is the application's. */
  @SuppressWarnings("deprecation") // its successor is not there in Netty 4.1
  private static HttpHeaders unchecked() {
    return new DefaultHttpHeaders(false);
  }

  /** Nobody knows what else a message of somebody's own holds: better without ids than lost. */
  private static HttpResponse unchanged(HttpResponse answer, RuntimeException readOnly) {
    FirstFailure.report("putting ids on " + answer.getClass().getName(), readOnly);
    return answer;
  }

  private static void set(ServedRequest served, HttpHeaders headers) {
    served.echo(headers::getAll, headers::set);
  }

  private Echo() {}
}
