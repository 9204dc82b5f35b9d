package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.ServedRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** A response that keeps the echo when the application starts over with {@link #reset}. */
final class EchoingResponse extends HttpServletResponseWrapper {
  private final ServedRequest served;

  EchoingResponse(HttpServletResponse response, ServedRequest served) {
    super(response);
    this.served = served;
  }

  @Override
  public void reset() {
    super.reset();
    served.echo(this::getHeaders, this::setHeader);
  }
}
