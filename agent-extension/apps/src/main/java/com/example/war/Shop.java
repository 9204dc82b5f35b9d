package com.example.war;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A servlet as it stands in many a war, with Log4j 2. */
public final class Shop extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger logger = LogManager.getLogger(Shop.class);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    logger.info("hello from the war");
    switch (request.getPathInfo()) {
      case "/fail" -> throw new ServletException("on purpose");
      case "/missing" -> response.sendError(404);
      case "/async" -> answerLater(request.startAsync());
      case "/own" -> {
        response.setHeader("x-correlation-id", "the-apps-own");
        response.getWriter().write("own");
      }
      case "/passed-on" -> {
        response.addHeader("X-Correlation-ID", "the-apps-own");
        response.getWriter().write("passed on");
      }
      case "/cart" -> response.getWriter().write(request.getSession().isNew() ? "new" : "known");
      default -> response.getWriter().write("hello");
    }
  }

  /** A login: the session stays, its id does not. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.changeSessionId();
    response.getWriter().write("welcome");
  }

  private static void answerLater(AsyncContext async) {
    async.start(
        () -> {
          logger.info("hello from another thread");
          try {
            async.getResponse().getWriter().write("later");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          async.complete();
        });
  }
}
