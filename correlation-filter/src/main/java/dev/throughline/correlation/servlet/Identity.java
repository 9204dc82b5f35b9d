package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.FirstFailure;
import dev.throughline.correlation.request.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;

/** Reads from a servlet request who it is from. */
final class Identity {
  /** The session at the door: the visitor's cookie is nearer to the person than a caller's word. */
  static void readAtTheDoor(HttpServletRequest request, RequestIds ids) {
    try {
      HttpSession session = request.getSession(false);
      if (session != null) {
        ids.foundSession(SessionIds.of(session, null));
      }
      principal(request, ids);
    } catch (RuntimeException e) {
      FirstFailure.report("reading a session", e);
    }
  }

  /**
   * Behind the security filter: its principal, and a session of a session repository it wraps in.
   */
  static void readInside(HttpServletRequest request, RequestIds ids) {
    try {
      HttpSession session = request.getSession(false);
      if (session != null && ids.session() == null) {
        ids.foundSession(SessionIds.of(session, null));
      }
      principal(request, ids);
      ids.readToken();
    } catch (RuntimeException e) {
      FirstFailure.report("reading a session", e);
    }
  }

  static void principal(HttpServletRequest request, RequestIds ids) {
    Principal principal = request.getUserPrincipal();
    if (principal != null) {
      ids.principal(principal.getName());
    }
  }

  private Identity() {}
}
