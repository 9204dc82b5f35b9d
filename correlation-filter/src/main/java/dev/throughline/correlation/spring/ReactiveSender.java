package dev.throughline.correlation.spring;

import dev.throughline.correlation.request.IncomingHeaders;
import dev.throughline.correlation.request.Sender;
import dev.throughline.correlation.servlet.ServletSender;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;
import reactor.netty.http.server.HttpServerRequest;

/** Who has sent a WebFlux request, by the server's own request where that one tells more. */
final class ReactiveSender {
  private static final boolean ON_NETTY = isPresent("reactor.netty.http.server.HttpServerRequest");
  private static final boolean ON_SERVLETS = isPresent("jakarta.servlet.http.HttpServletRequest");

  static Sender of(ServerHttpRequest sent) {
    Object servers = serversOwn(sent);
    Sender sender = ON_NETTY ? Netty.sender(servers) : null;
    if (sender == null && ON_SERVLETS) {
      sender = Servlets.sender(servers);
    }
    return sender != null ? sender : new Sender(address(sent.getRemoteAddress()), headers(sent));
  }

  private static @Nullable Object serversOwn(ServerHttpRequest sent) {
    try {
      return ServerHttpRequestDecorator.getNativeRequest(sent);
    } catch (IllegalArgumentException | IllegalStateException none) {
      return null; // of Spring's tests without a server, or of an application
    }
  }

  private static @Nullable InetAddress address(@Nullable SocketAddress socket) {
    return socket instanceof InetSocketAddress internet ? internet.getAddress() : null;
  }

  /**
   * Spring 7's headers are no map any more: of all ways to their lines, only this is in 6 as well.
   */
  private static IncomingHeaders headers(ServerHttpRequest request) {
    Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.getHeaders().forEach(lines::put);
    return lines::get;
  }

  private static boolean isPresent(String type) {
    return ClassUtils.isPresent(type, ReactiveSender.class.getClassLoader());
  }

  /** Loaded only where servlets are there. */
  private static final class Servlets {
    static @Nullable Sender sender(@Nullable Object servers) {
      return servers instanceof HttpServletRequest request ? ServletSender.of(request) : null;
    }
  }

  /**
   * Loaded only where Reactor Netty is there. Told to, it takes the sender from a header of
   * anybody's.
   */
  private static final class Netty {
    /** Without it Reactor Netty does not understand HAProxy's PROXY protocol. */
    private static final boolean PROXY_PROTOCOL =
        isPresent("io.netty.handler.codec.haproxy.HAProxyMessageDecoder");

    static @Nullable Sender sender(@Nullable Object servers) {
      return servers instanceof HttpServerRequest request ? sender(request) : null;
    }

    private static Sender sender(HttpServerRequest request) {
      IncomingHeaders headers = request.requestHeaders()::getAll;
      InetSocketAddress seen = request.remoteAddress();
      InetAddress peer = address(request.connectionRemoteAddress());
      if (seen == null || Objects.equals(peer, seen.getAddress())) {
        return new Sender(peer, headers);
      }
      return PROXY_PROTOCOL
          ? perhapsByProxyProtocol(seen, headers)
          : Sender.of(peer, seen.getHostString(), headers);
    }

    /**
     * There the balancer speaks for nobody: whom it names has sent the request. With a header that
     * names somebody too there is no telling which of both it was.
     */
    private static Sender perhapsByProxyProtocol(InetSocketAddress seen, IncomingHeaders headers) {
      boolean header =
          !headers.lines("X-Forwarded-For").isEmpty() || !headers.lines("Forwarded").isEmpty();
      return new Sender(header ? null : seen.getAddress(), headers);
    }
  }

  private ReactiveSender() {}
}
