package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.FirstFailure;
import dev.throughline.correlation.request.IncomingHeaders;
import dev.throughline.correlation.request.PeerAddress;
import dev.throughline.correlation.request.Sender;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has sent a container's request. A container that has been told to believe forwarded headers
 * says who is connected to nobody but itself: hence by reflection, and only for requests that it
 * may have rewritten. Where that fails the peer is unknown, and not believed.
 */
public final class ServletSender {
  /**
   * Set by Tomcat's {@code RemoteIpValve} where the peer is a proxy it has been told to believe.
   */
  private static final String REWRITTEN = "org.apache.tomcat.request.forwarded";

  private static final List<String> JETTYS =
      List.of(
          "getRequest",
          "getConnectionMetaData",
          "getConnection",
          "getEndPoint",
          "getRemoteSocketAddress");
  private static final List<String> UNDERTOWS =
      List.of("getExchange", "getConnection", "getPeerAddress");

  /** The container's own request, without any wrapper. */
  public static Sender of(HttpServletRequest sent) {
    IncomingHeaders headers = name -> HeaderLines.of(sent.getHeaders(name));
    String seen = sent.getRemoteAddr();
    try {
      return mayBeRewritten(sent, headers)
          ? Sender.of(peer(sent, seen), seen, headers)
          : new Sender(PeerAddress.ofLiteral(seen), headers);
    } catch (ReflectiveOperationException | RuntimeException e) {
      FirstFailure.report("reading who is behind a proxy's request", e);
      return new Sender(null, headers);
    }
  }

  private static boolean mayBeRewritten(HttpServletRequest sent, IncomingHeaders headers) {
    return sent.getAttribute(REWRITTEN) != null
        || !headers.lines("X-Forwarded-For").isEmpty()
        || !headers.lines("Forwarded").isEmpty();
  }

  private static @Nullable InetAddress peer(HttpServletRequest sent, String seen)
      throws ReflectiveOperationException {
    if (sent.getAttribute(REWRITTEN) != null) {
      return tomcats(sent);
    }
    String container = sent.getClass().getName();
    if (container.contains(".servlet.ServletApiRequest")) { // Jetty 12
      return address(ask(sent, JETTYS));
    }
    return container.startsWith("io.undertow.")
        ? address(ask(sent, UNDERTOWS))
        : PeerAddress.ofLiteral(seen);
  }

  private static @Nullable InetAddress tomcats(HttpServletRequest facade)
      throws ReflectiveOperationException {
    Field behind = facade.getClass().getDeclaredField("request");
    behind.setAccessible(true);
    return PeerAddress.ofLiteral((String) ask(behind.get(facade), List.of("getPeerAddr")));
  }

  private static @Nullable Object ask(Object container, List<String> getters)
      throws ReflectiveOperationException {
    Object answer = container;
    for (String getter : getters) {
      answer = answer == null ? null : answer.getClass().getMethod(getter).invoke(answer);
    }
    return answer;
  }

  private static @Nullable InetAddress address(@Nullable Object socket) {
    return socket instanceof InetSocketAddress internet ? internet.getAddress() : null;
  }

  private ServletSender() {}
}
