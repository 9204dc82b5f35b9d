package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import jakarta.servlet.ServletRequest;

/** For frameworks on top of servlets, which know more of a request than the container does. */
public final class CurrentRequest {
  /** Names the pattern that took the request, for example {@code /cart/{id}}. */
  public static void route(ServletRequest request, String route) {
    if (request.getAttribute(CorrelationFilter.ATTRIBUTE) instanceof ServedRequest served) {
      served.route(route);
    }
  }

  /** See {@link ServedRequest#joinTracer}. */
  static CorrelationScope joinTracer(ServletRequest request) {
    return request.getAttribute(CorrelationFilter.ATTRIBUTE) instanceof ServedRequest served
        ? served.joinTracer()
        : () -> {};
  }

  private CurrentRequest() {}
}
