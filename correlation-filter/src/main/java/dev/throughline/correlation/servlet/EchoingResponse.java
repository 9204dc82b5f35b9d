package dev.throughline.correlation.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Map;

/** A response that keeps the echo when the application starts over with {@link #reset}. */
final class EchoingResponse extends HttpServletResponseWrapper {
  private final Map<String, String> echo;

  EchoingResponse(HttpServletResponse response, Map<String, String> echo) {
    super(response);
    this.echo = echo;
  }

  @Override
  public void reset() {
    super.reset();
    echo.forEach(this::setHeader);
  }
}
