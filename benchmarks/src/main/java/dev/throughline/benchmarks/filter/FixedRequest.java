package dev.throughline.benchmarks.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request out of memory that answers at the price of a real container's and no more. Whatever a
 * filter asks beyond this throws, so that nothing is measured unseen.
 */
final class FixedRequest extends HttpServletRequestWrapper {
  private static final ServletRequest NOTHING = Unasked.of(ServletRequest.class);

  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Object> attributes = new HashMap<>();

  FixedRequest(Map<String, String> headers) {
    super(Unasked.of(HttpServletRequest.class));
    headers.forEach((name, value) -> this.headers.put(name, List.of(value)));
  }

  /** As it comes in once more. */
  FixedRequest again() {
    attributes.clear();
    return this;
  }

  /** A wrapper only to be spared the methods nobody calls: there is no request of HTTP below. */
  @Override
  public ServletRequest getRequest() {
    return NOTHING;
  }

  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getRequestURI() {
    return "/cart/7";
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer("http://shop.example.org/cart/7");
  }

  @Override
  public @Nullable String getQueryString() {
    return null;
  }

  @Override
  public String getContextPath() {
    return "";
  }

  @Override
  public String getServletPath() {
    return "/cart";
  }

  @Override
  public String getPathInfo() {
    return "/7";
  }

  @Override
  public @Nullable HttpServletMapping getHttpServletMapping() {
    return null;
  }

  @Override
  public String getScheme() {
    return "http";
  }

  @Override
  public String getRemoteAddr() {
    return "127.0.0.1";
  }

  @Override
  public int getRemotePort() {
    return 40_000;
  }

  @Override
  public @Nullable String getHeader(String name) {
    List<String> lines = headers.get(name);
    return lines == null ? null : lines.get(0);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    List<String> lines = headers.get(name);
    return lines == null ? Collections.emptyEnumeration() : Collections.enumeration(lines);
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, Object value) {
    attributes.put(name, value);
  }

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    return null;
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return null;
  }

  @Override
  public Cookie @Nullable [] getCookies() {
    return null;
  }

  @Override
  public boolean isAsyncStarted() {
    return false;
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }
}
