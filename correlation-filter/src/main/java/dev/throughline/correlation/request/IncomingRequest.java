package dev.throughline.correlation.request;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived.
 *
 * @param method as sent, for example {@code POST}
 * @param path without the query, which may hold secrets
 * @param headers all of them
 * @param peer who is at the other end of the connection; null if unknown, then it is not trusted
 */
public record IncomingRequest(
    String method, String path, IncomingHeaders headers, @Nullable InetAddress peer) {

  /** For servers that give a target with its query and a socket address, as Netty does. */
  public static IncomingRequest of(
      String method, String target, IncomingHeaders headers, @Nullable SocketAddress peer) {
    int query = target.indexOf('?');
    return new IncomingRequest(
        method,
        query < 0 ? target : target.substring(0, query),
        headers,
        peer instanceof InetSocketAddress socket ? socket.getAddress() : null);
  }
}
