package dev.throughline.demo;

import dev.throughline.correlation.Correlation;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the pages of the shop have in common: a session for every visitor, and answers in JSON. */
abstract class ShopServlet extends HttpServlet {
  private static final Logger log = LoggerFactory.getLogger(ShopServlet.class);
  private static final String USER = "user";

  /** Answers one request. */
  abstract Reply answer(HttpServletRequest request, HttpSession session) throws IOException;

  /** A status and what to say with it. */
  record Reply(int status, Object body) {
    /** What another service answered, handed on as it came. */
    static Reply of(Peer.Answer answer) {
      return new Reply(answer.status(), answer);
    }

    static Reply problem(int status, String error) {
      return new Reply(status, new Wire.Problem(error));
    }
  }

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    HttpSession session = request.getSession(true);
    String user = user(session);
    if (user != null) {
      Correlation.user(user);
    }
    Reply reply;
    try {
      reply = answer(request, session);
    } catch (Json.Unreadable e) {
      log.warn("{} {}: a body that cannot be read", request.getMethod(), request.getServletPath());
      reply = Reply.problem(400, "the body is not what was expected");
    } catch (UncheckedIOException e) {
      log.error("{} {}: no answer", request.getMethod(), request.getServletPath(), e);
      reply = Reply.problem(504, "please try again");
    }
    response.setStatus(reply.status());
    response.setContentType("application/json");
    String body =
        reply.body() instanceof Peer.Answer answer ? answer.body() : Json.write(reply.body());
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }

  static <T> T body(HttpServletRequest request, Class<T> type) throws IOException {
    return Json.read(
        new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8), type);
  }

  /** Who is logged in in this session; null for somebody who has not said who they are. */
  static @Nullable String user(HttpSession session) {
    return (String) session.getAttribute(USER);
  }

  static void logIn(HttpSession session, String user) {
    Correlation.user(user);
    session.setAttribute(USER, user);
  }
}
