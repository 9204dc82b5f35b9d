package dev.throughline.company;

import brave.Tracing;
import brave.jakarta.servlet.TracingFilter;
import brave.propagation.TraceContext;
import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.servlet.CorrelationFilter;
import dev.throughline.correlation.servlet.IdentityFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.slf4j.MDC;

/** A web application with Brave's filter and ours, in a given order; no Spring in sight. */
final class BraveServer implements AutoCloseable {
  private final Tomcat tomcat = new Tomcat();

  /** With Brave's filter before ours, or between our first and our second one. */
  BraveServer(Path work, Tracing tracing, boolean braveFirst) throws LifecycleException {
    Filter theirs = TracingFilter.create(tracing);
    tomcat.setBaseDir(work.toString());
    tomcat.setPort(0);
    Context context = tomcat.addContext("", work.toString());
    context.addServletContainerInitializer(
        (classes, servlets) -> {
          if (braveFirst) {
            add(servlets, "brave", theirs);
          }
          add(servlets, "ours", new CorrelationFilter());
          if (!braveFirst) {
            add(servlets, "brave", theirs);
          }
          add(servlets, "identity", new IdentityFilter());
        },
        Set.of());
    Tomcat.addServlet(context, "shop", new Shop(tracing)).addMapping("/");
    tomcat.start();
    tomcat.getConnector();
  }

  String url(String path) {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path;
  }

  private static void add(ServletContext servlets, String name, Filter filter) {
    servlets
        .addFilter(name, filter)
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private static final class Shop extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient Tracing tracing;

    Shop(Tracing tracing) {
      this.tracing = tracing;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Correlation.user("alice");
      String lines = request.getServletPath().equals("/headers") ? headers(request) : seen();
      response.getWriter().write(lines);
    }

    private String seen() {
      TraceContext current = Objects.requireNonNull(tracing.currentTraceContext().get());
      return Map.of(
              "tracer", current.traceIdString() + "/" + current.spanIdString(),
              "mdc", MDC.get("trace_id") + "/" + MDC.get("span_id"),
              "correlation", String.valueOf(MDC.get("correlation_id")))
          .entrySet()
          .stream()
          .map(Map.Entry::toString)
          .collect(Collectors.joining("\n"));
    }

    private static String headers(HttpServletRequest request) {
      List<String> names = Collections.list(request.getHeaderNames());
      return names.stream()
          .map(name -> name.toLowerCase(Locale.ROOT) + "=" + request.getHeader(name))
          .collect(Collectors.joining("\n"));
    }
  }
}
