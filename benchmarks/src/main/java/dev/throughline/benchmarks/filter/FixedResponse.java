package dev.throughline.benchmarks.filter;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.HashMap;
import java.util.Map;

/** A response that keeps its headers and is sent nowhere. */
final class FixedResponse extends HttpServletResponseWrapper {
  private final Map<String, String> headers = new HashMap<>();

  FixedResponse() {
    super(Unasked.of(HttpServletResponse.class));
  }

  /** As it begins once more. */
  FixedResponse again() {
    headers.clear();
    return this;
  }

  @Override
  public void setHeader(String name, String value) {
    headers.put(name, value);
  }

  @Override
  public int getStatus() {
    return 200;
  }

  @Override
  public boolean isCommitted() {
    return false;
  }
}
