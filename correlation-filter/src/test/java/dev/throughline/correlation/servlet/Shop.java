package dev.throughline.correlation.servlet;

import dev.throughline.correlation.Correlation;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.MDC;

/**
 * An application that shows, in each way of handling a request, what a log line there would say.
 */
public final class Shop extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    // An included resource still sees the URI of the one that includes it.
    boolean included = request.getDispatcherType() == DispatcherType.INCLUDE;
    switch (included ? "/ids" : request.getRequestURI()) {
      case "/error" -> response.sendError(409, "no");
      case "/broken" -> response.sendError(503);
      case "/throw" -> throw new IllegalStateException("out of stock");
      case "/reset" -> {
        response.reset();
        show(response);
      }
      case "/forward" -> request.getRequestDispatcher("/ids").forward(request, response);
      case "/include" -> request.getRequestDispatcher("/ids").include(request, response);
      case "/cors" -> {
        response.setHeader("Access-Control-Expose-Headers", "X-Total-Count");
        show(response);
      }
      case "/cors-dispatch" -> {
        response.setHeader("Access-Control-Expose-Headers", "X-Total-Count");
        later(request, true);
      }
      case "/async" -> later(request, false);
      case "/async-dispatch" -> later(request, true);
      case "/async-throw" -> failing(request);
      case "/login" -> {
        request.getSession(true);
        Correlation.user("alice");
        show(response);
      }
      case "/logout" -> {
        request.getSession().invalidate();
        request.getSession().setAttribute("said", "goodbye");
        show(response);
      }
      case "/poll" -> polled(request);
      case "/never" -> request.startAsync().setTimeout(10);
      case "/foreign" -> {
        request.setAttribute(CorrelationFilter.ATTRIBUTE, "of another application's filter");
        later(request, true);
      }
      case "/user" -> {
        Correlation.user(request.getParameter("id"));
        show(response);
      }
      case "/leftovers" -> response.getWriter().print(Leftovers.found());
      default -> show(response);
    }
  }

  private static void later(HttpServletRequest request, boolean dispatch) {
    if (request.getAttribute("dispatched") != null) {
      throw new IllegalStateException("dispatched twice");
    }
    AsyncContext async = request.startAsync();
    request.setAttribute("dispatched", true);
    async.start(
        () -> {
          if (dispatch) {
            async.dispatch("/ids");
          } else {
            try {
              show((HttpServletResponse) async.getResponse());
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
            async.complete();
          }
        });
  }

  /** No news until the time is over, which is an answer too. */
  private static void polled(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    async.setTimeout(10);
    async.addListener(
        new AsyncListener() {
          @Override
          public void onTimeout(AsyncEvent event) throws IOException {
            show((HttpServletResponse) event.getAsyncContext().getResponse());
            event.getAsyncContext().complete();
          }

          @Override
          public void onComplete(AsyncEvent event) {}

          @Override
          public void onError(AsyncEvent event) {}

          @Override
          public void onStartAsync(AsyncEvent event) {}
        });
  }

  private static void failing(HttpServletRequest request) throws IOException {
    AsyncContext async = request.startAsync();
    async.start(
        () -> {
          try {
            ((HttpServletResponse) async.getResponse()).sendError(500);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          async.complete();
        });
  }

  private static void show(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain;charset=utf-8");
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    for (Map.Entry<String, String> entry : new TreeMap<>(mdc == null ? Map.of() : mdc).entrySet()) {
      response.getWriter().println(entry.getKey() + "=" + entry.getValue());
    }
  }
}
