package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.RandomIds;
import dev.throughline.correlation.request.RequestIds;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The session id that is written to logs: a random one of ours, kept as a session attribute. Never
 * the container's own id, which opens the session to whoever reads the log, nor its hash, which
 * changes at login. A session is never created for it.
 */
public final class SessionIds implements HttpSessionListener {
  static final String ATTRIBUTE = "dev.throughline.session.id";

  /** A lock for each session whose id is being chosen, by the container's id. */
  private static final ConcurrentMap<String, Object> CHOOSING = new ConcurrentHashMap<>();

  /** The id of a session that exists; a new one takes that of the request, if it has one. */
  static String of(HttpSession session, @Nullable String requestsOwn) {
    if (session.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String id = session.getId();
    Object choosing = CHOOSING.computeIfAbsent(id, first -> new Object());
    synchronized (choosing) { // as long as the session's store takes, which may be far away
      try {
        return chosen(session, requestsOwn);
      } finally {
        CHOOSING.remove(id, choosing); // whoever comes now finds the attribute
      }
    }
  }

  private static String chosen(HttpSession session, @Nullable String requestsOwn) {
    if (session.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String chosen = requestsOwn != null ? requestsOwn : RandomIds.hex128();
    session.setAttribute(ATTRIBUTE, chosen);
    return chosen;
  }

  /** A session that begins in the middle of a request is on the rest of its lines. */
  @Override
  public void sessionCreated(HttpSessionEvent event) {
    RequestIds ids = RequestIds.current();
    if (ids != null) {
      ids.foundSession(of(event.getSession(), ids.sessionToTakeOver()));
    }
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    // Abstract in Servlet 3.1.
  }
}
