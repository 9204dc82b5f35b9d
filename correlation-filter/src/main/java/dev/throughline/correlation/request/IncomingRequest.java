package dev.throughline.correlation.request;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived.
 *
 * @param method as sent, for example {@code POST}
 * @param path without the query, which may hold secrets
 * @param headers all of them
 * @param peer who is at the other end of the connection; null if unknown, then it is not trusted
 * @param certificate the one that the peer has proven to be its own, null if it has shown none;
 *     asked only where certificates decide, at most once, on the thread that begins the request
 */
public record IncomingRequest(
    String method,
    String path,
    IncomingHeaders headers,
    @Nullable InetAddress peer,
    Supplier<@Nullable X509Certificate> certificate) {

  /** Of a peer without a certificate. */
  public IncomingRequest(
      String method, String path, IncomingHeaders headers, @Nullable InetAddress peer) {
    this(method, path, headers, peer, () -> null);
  }

  /** For servers that give a target with its query and a socket address, as Netty does. */
  public static IncomingRequest of(
      String method, String target, IncomingHeaders headers, @Nullable SocketAddress peer) {
    return of(method, target, headers, peer, () -> null);
  }

  /** The same, of a peer that may have a certificate. */
  public static IncomingRequest of(
      String method,
      String target,
      IncomingHeaders headers,
      @Nullable SocketAddress peer,
      Supplier<@Nullable X509Certificate> certificate) {
    int query = target.indexOf('?');
    return new IncomingRequest(
        method,
        query < 0 ? target : target.substring(0, query),
        headers,
        peer instanceof InetSocketAddress socket ? socket.getAddress() : null,
        certificate);
  }
}
