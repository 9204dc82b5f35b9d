package dev.throughline.benchmarks.filter;

import brave.propagation.TraceContext;
import dev.throughline.correlation.request.RandomIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;

/**
 * What an application with Brave writes itself, behind the tracing filter, to have what the
 * correlation filter gives: an id where none came, the echo, the user and the session.
 */
final class BraveIdsFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    TraceContext context = (TraceContext) asked.getAttribute(TraceContext.class.getName());
    String correlationId = BraveIds.CORRELATION.getValue(context);
    if (correlationId == null) {
      correlationId = RandomIds.hex128();
      BraveIds.CORRELATION.updateValue(context, correlationId);
    }
    ((HttpServletResponse) response).setHeader("X-Correlation-ID", correlationId);
    whoItIsFrom(asked, context);
    chain.doFilter(request, response);
  }

  private static void whoItIsFrom(HttpServletRequest request, TraceContext context) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      BraveIds.SESSION.updateValue(context, session.getId());
    }
    Principal principal = request.getUserPrincipal();
    if (principal != null) {
      BraveIds.USER.updateValue(context, principal.getName());
    }
  }
}
