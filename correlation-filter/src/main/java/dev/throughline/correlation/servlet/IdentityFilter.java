package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.RequestIds;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * The second hook, last in the chain: what a security filter found out is visible only behind it,
 * and so is the span of a tracer's filter that comes after our first one. It looks again on the way
 * out, for a login in the course of the request.
 */
public final class IdentityFilter implements Filter {
  @Override
  public void init(FilterConfig config) {
    // Abstract in Servlet 3.1.
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean begun = request.getAttribute(CorrelationFilter.ATTRIBUTE) != null;
    RequestIds ids = begun ? RequestIds.current() : null;
    if (ids == null || !(request instanceof HttpServletRequest http)) {
      chain.doFilter(request, response);
      return;
    }
    try (CorrelationScope joined = CurrentRequest.joinTracer(request)) {
      Identity.readInside(http, ids);
      try {
        chain.doFilter(request, response);
      } finally {
        Identity.readAtTheEnd(http, ids);
      }
    }
  }

  @Override
  public void destroy() {
    // Abstract in Servlet 3.1.
  }
}
