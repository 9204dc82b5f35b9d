package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.FirstFailure;
import dev.throughline.correlation.request.PrincipalName;
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

  /** Behind the security filter: its principal, and the session of a repository it wraps in. */
  static void readInside(HttpServletRequest request, RequestIds ids) {
    // Where nobody has wrapped our request there is no other session than the one at the door.
    read(request, ids, !(request instanceof CarryingRequest));
  }

  /** On the way out: who has logged in meanwhile. */
  static void readAtTheEnd(HttpServletRequest request, RequestIds ids) {
    read(request, ids, true);
  }

  private static void read(HttpServletRequest request, RequestIds ids, boolean sessionToo) {
    try {
      if (sessionToo
          && ids.session() == null) { // asking costs: Tomcat takes a lock of all requests
        HttpSession session = request.getSession(false);
        if (session != null) {
          ids.foundSession(SessionIds.of(session, null));
        }
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
      ids.principal(PrincipalName.of(principal));
    }
  }

  private Identity() {}
}
