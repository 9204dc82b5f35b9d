package dev.throughline.correlation.servlet;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/** The path of a request as sent, and the pattern that took it. */
final class RequestPath {
  /** Set by Spring MVC once a handler is chosen; named here so that Spring need not be there. */
  private static final String SPRING_PATTERN =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  /** Without path parameters: one of them is {@code ;jsessionid=}. */
  static String of(HttpServletRequest request) {
    String uri = request.getRequestURI();
    return uri.indexOf(';') < 0 ? uri : uri.replaceAll(";[^/]*", "");
  }

  /** Null where the pattern says no more than that some servlet takes everything. */
  static @Nullable String route(HttpServletRequest request) {
    Object pattern = request.getAttribute(SPRING_PATTERN);
    if (pattern != null) {
      return request.getContextPath() + pattern;
    }
    try {
      return mapped(request);
    } catch (NoSuchMethodError servlet31) {
      return null; // mappings came with Servlet 4.0
    }
  }

  private static @Nullable String mapped(HttpServletRequest request) {
    HttpServletMapping mapping = request.getHttpServletMapping();
    MappingMatch match = mapping == null ? null : mapping.getMappingMatch();
    if (match == null || match == MappingMatch.DEFAULT || mapping.getPattern().equals("/*")) {
      return null;
    }
    return request.getContextPath()
        + (match == MappingMatch.CONTEXT_ROOT ? "/" : mapping.getPattern());
  }

  private RequestPath() {}
}
