package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.FirstFailure;
import dev.throughline.correlation.request.IncomingRequest;
import dev.throughline.correlation.request.RequestIds;
import dev.throughline.correlation.request.Sender;
import dev.throughline.correlation.request.ServedRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * First in the chain: a request gets its ids once, and every dispatch of it (asynchronous, error
 * page, forward, include) runs with them. Map it to {@code /*} for REQUEST, ASYNC and ERROR, with
 * asynchronous support.
 */
public final class CorrelationFilter implements Filter {
  static final String ATTRIBUTE = "dev.throughline.served";

  /** Servlet specification, "Protocol attributes". */
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  @Override
  public void init(FilterConfig config) {
    // Abstract in Servlet 3.1.
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (ServedRequest.isWanted()
        && request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer) {
      doFilter(http, answer, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // Another application's copy of this class may have put one of its own there.
    ServedRequest known =
        request.getAttribute(ATTRIBUTE) instanceof ServedRequest ours ? ours : null;
    if (known != null && known.ids() == RequestIds.current()) {
      chain.doFilter(request, response); // a forward, an include, or registered twice
      return;
    }
    ServedRequest served = known != null ? known : begin(request);
    if (served == null) {
      chain.doFilter(request, response);
      return;
    }
    served.echo(response::getHeaders, response::setHeader);
    try (CorrelationScope scope = served.activate()) {
      Identity.readAtTheDoor(request, served.ids());
      serve(served, request, response, chain);
    } catch (IOException | ServletException | RuntimeException | Error e) {
      LastLines.keep(served, request);
      throw e;
    }
  }

  private static void serve(
      ServedRequest served,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    Throwable failure = null;
    try {
      chain.doFilter(new CarryingRequest(request), new EchoingResponse(response, served));
    } catch (IOException | ServletException | RuntimeException | Error e) {
      failure = e;
      throw e;
    } finally {
      end(served, request, response, failure);
    }
  }

  private static void end(
      ServedRequest served,
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Throwable failure) {
    if (served.isRecorded() && request.getDispatcherType() != DispatcherType.ERROR) {
      served.route(RequestPath.route(request)); // not that of the error page
    }
    if (failure == null && endsLater(served, request, response)) {
      return;
    }
    // The container turns what escapes into a 500, after us.
    served.status(failure == null || response.isCommitted() ? response.getStatus() : 500);
    served.failed(failure);
    served.close();
  }

  private static boolean endsLater(
      ServedRequest served, HttpServletRequest request, HttpServletResponse response) {
    if (!request.isAsyncStarted()) {
      return false;
    }
    try {
      request.getAsyncContext().addListener(new AsyncEnd(served, response));
      return true;
    } catch (IllegalStateException completedMeanwhile) {
      return false;
    }
  }

  /** Null if a library that is needed is missing or too old: no request fails for that. */
  private static @Nullable ServedRequest begin(HttpServletRequest request) {
    try {
      ServedRequest served = ServedRequest.begin(incoming(request));
      request.setAttribute(ATTRIBUTE, served);
      UndertowEcho.keep(served);
      return served;
    } catch (LinkageError e) {
      FirstFailure.report("serving a request", e);
      return null;
    }
  }

  private static IncomingRequest incoming(HttpServletRequest request) {
    HttpServletRequest sent = asSent(request);
    Sender sender = ServletSender.of(sent);
    return new IncomingRequest(
        sent.getMethod(),
        RequestPath.of(request),
        sender.headers(),
        sender.peer(),
        () -> certificate(sent));
  }

  /** Filters before us may have put the client for whom a gateway speaks in the gateway's place. */
  private static HttpServletRequest asSent(HttpServletRequest request) {
    return request instanceof HttpServletRequestWrapper wrapper
            && wrapper.getRequest() instanceof HttpServletRequest wrapped
        ? asSent(wrapped)
        : request;
  }

  /** The peer's own, which comes first in the chain that the container has verified. */
  private static @Nullable X509Certificate certificate(HttpServletRequest sent) {
    return sent.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
        ? chain[0]
        : null;
  }

  @Override
  public void destroy() {
    // Abstract in Servlet 3.1.
  }
}
