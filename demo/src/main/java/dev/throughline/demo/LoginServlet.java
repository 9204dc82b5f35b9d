package dev.throughline.demo;

import dev.throughline.correlation.UserEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /login}, asked of auth, and {@code POST /logout}. */
final class LoginServlet extends ShopServlet {
  private static final Logger log = LoggerFactory.getLogger(LoginServlet.class);

  private final transient Peer auth;

  LoginServlet(Peer auth) {
    this.auth = auth;
  }

  @Override
  Reply answer(HttpServletRequest request, HttpSession session) throws IOException {
    return request.getServletPath().equals("/login") ? login(request, session) : logout(session);
  }

  private Reply login(HttpServletRequest request, HttpSession session) throws IOException {
    Wire.Login login = body(request, Wire.Login.class);
    Peer.Answer answer = auth.post("/login", login);
    if (answer.ok()) {
      // A session id known before login must not be worth anything after it.
      request.changeSessionId();
      logIn(session, login.user());
      log.info("welcome, {}", login.user());
    }
    return Reply.of(answer);
  }

  private Reply logout(HttpSession session) {
    String user = user(session);
    if (user == null) {
      return Reply.problem(401, "not logged in");
    }
    log.info("goodbye, {}", user);
    UserEvents.emit("UserLoggedOut");
    session.invalidate();
    return new Reply(200, new Wire.Welcome(user, "gone"));
  }
}
