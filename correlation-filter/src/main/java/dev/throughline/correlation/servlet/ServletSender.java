package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.FirstFailure;
import dev.throughline.correlation.request.PeerAddress;
import dev.throughline.correlation.request.Sender;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Who has sent a container's request. Tomcat's {@code RemoteIpValve} rewrites it before any filter:
 * the gateway's address is then known to Tomcat's own request alone, behind the facade that
 * applications are given.
 */
public final class ServletSender {
  /** Set by the valve where the peer is a proxy that it has been told to believe. */
  private static final String REWRITTEN = "org.apache.tomcat.request.forwarded";

  /** The container's own request, without any wrapper. */
  public static Sender of(HttpServletRequest sent) {
    String seen = sent.getRemoteAddr();
    String peer = sent.getAttribute(REWRITTEN) == null ? seen : tomcatsPeer(sent);
    return Sender.of(
        PeerAddress.ofLiteral(peer), seen, name -> HeaderLines.of(sent.getHeaders(name)));
  }

  private static @Nullable String tomcatsPeer(HttpServletRequest facade) {
    try {
      Field behind = facade.getClass().getDeclaredField("request");
      behind.setAccessible(true);
      Object request = behind.get(facade);
      return (String) request.getClass().getMethod("getPeerAddr").invoke(request);
    } catch (ReflectiveOperationException | RuntimeException e) {
      FirstFailure.report("reading who is behind a proxy's request", e);
      return null; // unknown, so not believed
    }
  }

  private ServletSender() {}
}
